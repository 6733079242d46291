// swift-tools-version: 6.0
import PackageDescription

/// What programs do most decides, for the targets below, which ways through a function are the short ones:
/// `functions.profile`, which `.ci/profile` records. A function that has changed since is compiled as if
/// it weren't in there. `HEAPNOTE_RECORD_PROFILE` makes a command that records, and
/// `HEAPNOTE_NO_PROFILE=1` does without, for compilers that can't read the file.
let profile: [String] =
    if Context.environment["HEAPNOTE_RECORD_PROFILE"] != nil {
        ["-Xfrontend", "-ir-profile-generate"]
    } else if Context.environment["HEAPNOTE_NO_PROFILE"] != nil {
        []
    } else {
        [
            "-Xfrontend",
            "-ir-profile-use=\(Context.packageDirectory)/Sources/heapnote/functions.profile",
        ]
    }

/// Each function in a section of its own, so that the linker can place it where `functions.order` says and
/// leave out what nobody calls.
let separateFunctions: [SwiftSetting] = [
    .unsafeFlags(
        ["-Xfrontend", "-function-sections"],
        .when(platforms: [.linux], configuration: .release))
]

/// For the targets that programs run in: one more register for the eval loop (SwiftPM itself asks for frame
/// pointers), and no check at run time of what the compiler
/// can't prove about overlapping accesses, which would be in native code of ours only.
let fastCode: [SwiftSetting] = [
    .unsafeFlags(
        [
            "-Xcc", "-Xclang", "-Xcc", "-mframe-pointer=none",
            "-enforce-exclusivity=unchecked",
        ], .when(configuration: .release)),
    .unsafeFlags(profile, .when(platforms: [.linux], configuration: .release)),
]

/// On Linux, the released command is one file without a dynamic linker: it starts sooner, calls the C
/// library directly, and the functions that programs use lie together, so that few pages of it are
/// in memory. `HEAPNOTE_DYNAMIC=1` leaves this out where a static C library is missing.
let oneFile: [LinkerSetting] =
    Context.environment["HEAPNOTE_DYNAMIC"] != nil
    ? []
    : [
        .unsafeFlags(
            [
                "-static-executable", "-use-ld=lld",
                "-Xlinker",
                "--symbol-ordering-file=\(Context.packageDirectory)/Sources/heapnote/functions.order",
                "-Xlinker", "--no-warn-symbol-ordering",
            ],
            .when(platforms: [.linux], configuration: .release))
    ]

let package = Package(
    name: "heapnote",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(name: "NoteReader", dependencies: ["CCMark", "CYAML"]),
        .target(name: "NoteRenderer", dependencies: ["NoteReader", "HeapTrace"]),
        .target(name: "PythonSyntax"),
        .testTarget(name: "PythonSyntaxTests", dependencies: ["PythonSyntax"]),
        .target(name: "PythonBytecode"),
        .target(name: "PythonCompiler", dependencies: ["PythonSyntax", "PythonBytecode"]),
        .target(name: "HeapTrace"),
        .target(name: "VirtualSystem"),
        .target(name: "PythonDocumentation"),
        .target(
            name: "PythonRuntime",
            dependencies: ["PythonBytecode", "HeapTrace", "VirtualSystem", "PythonDocumentation"],
            swiftSettings: fastCode),
        .target(
            name: "PythonLibrary", dependencies: ["PythonRuntime", "VirtualSystem"],
            swiftSettings: fastCode),
        .target(
            name: "NotePipeline",
            dependencies: [
                "NoteReader", "NoteRenderer", "HeapDiagrams", "HeapTrace", "PythonSyntax",
                "PythonBytecode", "PythonCompiler", "PythonRuntime", "PythonLibrary",
                "VirtualSystem",
            ]),
        .target(name: "Vault", dependencies: ["NotePipeline", "NoteReader", "NoteRenderer"]),
        .executableTarget(
            name: "heapnote",
            dependencies: [
                "Vault", "NotePipeline", "NoteReader", "NoteRenderer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["functions.order", "functions.profile"], linkerSettings: oneFile),
        .testTarget(name: "PythonBytecodeTests", dependencies: ["PythonBytecode"]),
        .testTarget(
            name: "PythonCompilerTests",
            dependencies: ["PythonSyntax", "PythonBytecode", "PythonCompiler"]),
        .testTarget(
            name: "PythonRuntimeTests", dependencies: ["PythonBytecode", "PythonRuntime"]),
        .testTarget(
            name: "NotePipelineTests",
            dependencies: ["NotePipeline", "NoteReader", "NoteRenderer", "HeapTrace"]),
        .testTarget(name: "VaultTests", dependencies: ["Vault", "NoteReader"]),
        .testTarget(name: "CommandTests", dependencies: ["heapnote", "NotePipeline"]),
        .testTarget(name: "NoteReaderTests", dependencies: ["NoteReader"]),
        .testTarget(name: "NoteRendererTests", dependencies: ["NoteRenderer"]),
        .target(name: "HeapDiagrams", dependencies: ["HeapTrace"]),
        .testTarget(name: "HeapDiagramsTests", dependencies: ["HeapDiagrams"]),
        .executableTarget(
            name: "heapnote-benchmarks",
            dependencies: [
                "NotePipeline", "NoteReader", "NoteRenderer", "HeapDiagrams", "HeapTrace",
            ], path: "Tests/Tools/Benchmarks"),
        .executableTarget(
            name: "heapnote-differences",
            dependencies: ["PythonSyntax", "PythonBytecode", "PythonCompiler"],
            path: "Tests/Tools/Differences"),
    ]
)

// Every module of our own is compiled so.
for target in package.targets where target.type == .regular || target.type == .executable {
    target.swiftSettings = (target.swiftSettings ?? []) + separateFunctions
}
