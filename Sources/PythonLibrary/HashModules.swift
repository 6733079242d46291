import PythonRuntime

/// The modules `_md5`, `_sha1`, `_sha256`, `_sha512`, `_sha3` and `_blake2`: what `hashlib` takes its hashes from where there is
/// no OpenSSL.
enum HashModules {
    @Sendable
    static func makeMD5(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_md5",
            functions: [
                NativeModuleFunction("md5", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .md5, "md5")
                }
            ])
        try add(.md5, as: "MD5Type", interpreter, module.ref)
        return module
    }

    @Sendable
    static func makeSHA1(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_sha1",
            functions: [
                NativeModuleFunction("sha1", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha1, "sha1")
                }
            ])
        try add(.sha1, as: "SHA1Type", interpreter, module.ref)
        return module
    }

    @Sendable
    static func makeSHA256(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_sha256",
            functions: [
                NativeModuleFunction("sha256", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha256, "sha256")
                },
                NativeModuleFunction("sha224", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha224, "sha224")
                },
            ])
        try add(.sha224, as: "SHA224Type", interpreter, module.ref)
        try add(.sha256, as: "SHA256Type", interpreter, module.ref)
        return module
    }

    /// CPython gives the type of `sha512` the other's name.
    @Sendable
    static func makeSHA512(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_sha512",
            functions: [
                NativeModuleFunction("sha512", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha512, "sha512")
                },
                NativeModuleFunction("sha384", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha384, "sha384")
                },
            ])
        try interpreter.makeType(.sha384, HashType.spec(.sha384))
        try add(.sha512, as: "SHA384Type", interpreter, module.ref)
        return module
    }

    @Sendable
    static func makeSHA3(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_sha3")
        for kind in HashKind.allCases where kind.isKeccak {
            try interpreter.addType(kind.libraryType, HashType.spec(kind), to: module.ref)
        }
        try interpreter.setInt(module.ref, "keccakopt", 64)
        try interpreter.setText(module.ref, "implementation", "generic 64-bit optimized")
        return module
    }

    @Sendable
    static func makeBlake2(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_blake2")
        for kind in [HashKind.blake2b, .blake2s] {
            try interpreter.addType(kind.libraryType, HashType.spec(kind), to: module.ref)
            let type = interpreter.type(kind.libraryType)
            let prefix = kind == .blake2b ? "BLAKE2B_" : "BLAKE2S_"
            let salt = kind == .blake2b ? 16 : 8
            for (name, value) in [
                ("SALT_SIZE", salt), ("PERSON_SIZE", salt), ("MAX_KEY_SIZE", 4 * salt),
                ("MAX_DIGEST_SIZE", 4 * salt),
            ] {
                try interpreter.setInt(module.ref, prefix + name, value)
                let number = try interpreter.makeInt(value)
                if let dict = type.pointee.tp_dict {
                    try interpreter.dictSet(Ref(dict), try interpreter.intern(name), number.ref)
                }
            }
        }
        return module
    }

    private static func add(
        _ kind: HashKind, as name: String, _ interpreter: Interpreter, _ module: Ref
    ) throws(Raised) {
        let type = try interpreter.makeType(kind.libraryType, HashType.spec(kind))
        try interpreter.setModuleAttribute(module, name, Ref(RawObject(type)))
    }

    fileprivate static func newHash(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ kind: HashKind, _ function: StaticString
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let values = try interpreter.bind(
                ParameterList(
                    function: function, names: ["string", "usedforsecurity"],
                    maximumPositional: 1), arguments)
            if let flag = values[1] { _ = try interpreter.isTrue(flag) }
            let hash = try interpreter.allocateInstance(interpreter.type(kind.libraryType))
            kind.begin(hash.ref.raw)
            if let data = values[0] { try interpreter.updateHash(hash.ref, kind, data) }
            return hash
        }
    }
}
