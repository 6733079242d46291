// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "heapnote",
    targets: [
        .target(name: "PythonSyntax"),
        .target(name: "PythonBytecode"),
        .target(name: "PythonCompiler", dependencies: ["PythonSyntax", "PythonBytecode"]),
        .target(name: "HeapTrace"),
        .target(name: "PythonRuntime", dependencies: ["PythonBytecode", "HeapTrace"]),
        .testTarget(name: "PythonRuntimeTests", dependencies: ["PythonRuntime"]),
    ]
)
