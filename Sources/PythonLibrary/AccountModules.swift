import PythonRuntime
import VirtualSystem

/// The accounts of the virtual machine: root, and the user who runs programs.
private struct Account {
    var name: String
    var number: Int
    var description: String
    var home: String

    static let all = [
        Account(name: "root", number: 0, description: "root", home: "/root"),
        Account(name: "user", number: 1000, description: "User", home: "/home/user"),
    ]

}

/// The module `pwd` (`Modules/pwdmodule.c`).
enum PwdModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("pwd", functions: functions)
        let type = try interpreter.makeStructSequenceType(
            LibraryType.passwordEntry.rawValue,
            StructSequenceSpec(
                "pwd.struct_passwd",
                ["pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"]))
        try interpreter.setModuleAttribute(
            module.ref, "struct_passwd", Ref(RawObject(type)))
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("getpwuid", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, id throws(Raised) in
                let number: Int
                do throws(Raised) {
                    number = try PosixModule.identity(interpreter, id, "uid")
                } catch {
                    guard interpreter.currentExceptionIs(.overflowError) else { throw error }
                    interpreter.clearException()
                    throw interpreter.raise(.keyError, "getpwuid(): uid not found")
                }
                guard let account = Account.all.first(where: { $0.number == number }) else {
                    throw interpreter.raise(
                        .keyError, "getpwuid(): uid not found: \(number)")
                }
                return try entry(interpreter, account)
            }
        },
        NativeModuleFunction("getpwnam", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let text = try accountName(interpreter, name, "getpwnam", "argument")
                guard let account = Account.all.first(where: { $0.name == text }) else {
                    let shown = try interpreter.repr(name)
                    throw interpreter.raise(
                        .keyError, "getpwnam(): name not found: \(shown.ref.text)")
                }
                return try entry(interpreter, account)
            }
        },
        NativeModuleFunction("getpwall", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let list = try interpreter.makeList()
                for account in Account.all {
                    let item = try entry(interpreter, account)
                    try interpreter.listAppend(list.ref, item.ref)
                }
                return list
            }
        },
    ]

    fileprivate static func accountName(
        _ interpreter: Interpreter, _ name: Ref, _ function: StaticString,
        _ argument: StaticString
    ) throws(Raised) -> String {
        guard name.isStr else {
            throw interpreter.badArgument(function, argument, "str", name)
        }
        if name.text.utf8.contains(0) {
            throw interpreter.raise(.valueError, "embedded null byte")
        }
        return name.text
    }

    private static func entry(
        _ interpreter: Interpreter, _ account: Account
    ) throws(Raised) -> Owned {
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        values.append(try interpreter.makeString(account.name).take())
        values.append(try interpreter.makeString("x").take())
        values.append(try interpreter.makeInt(account.number).take())
        values.append(try interpreter.makeInt(account.number).take())
        for text in [account.description, account.home, "/bin/sh"] {
            values.append(try interpreter.makeString(text).take())
        }
        return try interpreter.makeStructSequence(
            interpreter.type(LibraryType.passwordEntry), values.map { Ref($0) })
    }
}

/// The module `grp` (`Modules/grpmodule.c`): each account has a group of its name.
enum GrpModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("grp", functions: functions)
        let type = try interpreter.makeStructSequenceType(
            LibraryType.groupEntry.rawValue,
            StructSequenceSpec("grp.struct_group", ["gr_name", "gr_passwd", "gr_gid", "gr_mem"]))
        try interpreter.setModuleAttribute(module.ref, "struct_group", Ref(RawObject(type)))
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("getgrgid", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getgrgid", names: ["id"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let number = try PosixModule.identity(interpreter, values.object(0), "gid")
                guard let account = Account.all.first(where: { $0.number == number }) else {
                    throw interpreter.raise(
                        .keyError, "getgrgid(): gid not found: \(number)")
                }
                return try entry(interpreter, account)
            }
        },
        NativeModuleFunction("getgrnam", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getgrnam", names: ["name"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let text = try PwdModule.accountName(
                    interpreter, values.object(0), "getgrnam", "argument 'name'")
                guard let account = Account.all.first(where: { $0.name == text }) else {
                    let shown = try interpreter.repr(values.object(0))
                    throw interpreter.raise(
                        .keyError, "getgrnam(): name not found: \(shown.ref.text)")
                }
                return try entry(interpreter, account)
            }
        },
        NativeModuleFunction("getgrall", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let list = try interpreter.makeList()
                for account in Account.all {
                    let item = try entry(interpreter, account)
                    try interpreter.listAppend(list.ref, item.ref)
                }
                return list
            }
        },
    ]

    private static func entry(
        _ interpreter: Interpreter, _ account: Account
    ) throws(Raised) -> Owned {
        let name = try interpreter.makeString(account.name)
        let password = try interpreter.makeString("x")
        let number = try interpreter.makeInt(account.number)
        let members = try interpreter.makeList()
        return try interpreter.makeStructSequence(
            interpreter.type(LibraryType.groupEntry),
            [name.ref, password.ref, number.ref, members.ref])
    }
}
