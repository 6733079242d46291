import PythonRuntime

/// The modules `_md5`, `_sha1`, `_sha256`, `_sha512`, `_sha3` and `_blake2`: what `hashlib` takes its hashes from where there is
/// no OpenSSL.
enum HashModules {
    @Sendable
    static func makeMD5(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try make(
            interpreter, "_md5",
            [
                NativeModuleFunction("md5", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .md5, "md5")
                }
            ], types: [(.md5, "MD5Type")])
    }

    @Sendable
    static func makeSHA1(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try make(
            interpreter, "_sha1",
            [
                NativeModuleFunction("sha1", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha1, "sha1")
                }
            ], types: [(.sha1, "SHA1Type")])
    }

    @Sendable
    static func makeSHA256(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try make(
            interpreter, "_sha256",
            [
                NativeModuleFunction("sha256", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha256, "sha256")
                },
                NativeModuleFunction("sha224", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha224, "sha224")
                },
            ], types: [(.sha224, "SHA224Type"), (.sha256, "SHA256Type")])
    }

    /// CPython gives the type of `sha512` the other's name.
    @Sendable
    static func makeSHA512(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try make(
            interpreter, "_sha512",
            [
                NativeModuleFunction("sha512", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha512, "sha512")
                },
                NativeModuleFunction("sha384", .fastKeywords) { module, arguments, count, names in
                    HashModules.newHash(module, arguments, count, names, .sha384, "sha384")
                },
            ], types: [(.sha384, nil), (.sha512, "SHA384Type")])
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

    /// A module with functions that make hashes, and the names it has for their types.
    private static func make(
        _ interpreter: Interpreter, _ name: String, _ functions: [NativeModuleFunction],
        types: [(kind: HashKind, name: String?)]
    ) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(name, functions: functions)
        for (kind, name) in types {
            let type = try interpreter.makeType(kind.libraryType, HashType.spec(kind))
            guard let name else { continue }
            try interpreter.setModuleAttribute(module.ref, name, Ref(RawObject(type)))
        }
        return module
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
