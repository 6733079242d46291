/// The questions about all characters of a string: `isalpha` and its kin.
extension Interpreter {
    static func strClassMethods() -> [MethodSpec] {
        [
            MethodSpec("isascii", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in interpreter.bool(object.strIsASCII) }
            },
            MethodSpec("islower", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.isCased(lower: true))
                }
            },
            MethodSpec("isupper", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.isCased(lower: false))
                }
            },
            MethodSpec("istitle", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in interpreter.bool(object.isTitleCased) }
            },
            MethodSpec("isspace", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.all { CharacterClass.isSpace($0) })
                }
            },
            MethodSpec("isdecimal", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.all { CharacterClass.decimalValue($0) != nil })
                }
            },
            MethodSpec("isdigit", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.all { CharacterClass.isDigit($0) })
                }
            },
            MethodSpec("isnumeric", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.all { CharacterClass.isNumeric($0) })
                }
            },
            MethodSpec("isalpha", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.all { CharacterClass.isAlphabetic($0) })
                }
            },
            MethodSpec("isalnum", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(
                        object.all {
                            CharacterClass.isAlphabetic($0) || CharacterClass.isNumeric($0)
                        })
                }
            },
            MethodSpec("isidentifier", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in interpreter.bool(object.isIdentifier) }
            },
            MethodSpec("isprintable", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(
                        object.strCount == 0
                            || object.all { CharacterClass.isPrintable($0) })
                }
            },
        ]
    }
}

extension Ref {
    /// Whether there are characters and all of them are of a class.
    @inline(__always)
    func all(_ isInClass: (UInt32) -> Bool) -> Bool {
        let characters = self.characters
        if characters.count == 0 { return false }
        for index in 0..<characters.count where !isInClass(characters[index]) { return false }
        return true
    }

    /// Whether there are cased characters and all of them are of one case.
    func isCased(lower: Bool) -> Bool {
        let characters = self.characters
        var sawCase = false
        for index in 0..<characters.count {
            let character = characters[index]
            let (isLower, isUpper) = (
                CharacterClass.isLower(character), CharacterClass.isUpper(character)
            )
            if (lower ? isUpper : isLower) || CharacterClass.isTitle(character) { return false }
            if lower ? isLower : isUpper { sawCase = true }
        }
        return sawCase
    }

    /// Whether capitals follow uncased characters only and small letters cased ones only.
    var isTitleCased: Bool {
        let characters = self.characters
        var (sawCase, followsCased) = (false, false)
        for index in 0..<characters.count {
            let character = characters[index]
            if CharacterClass.isUpper(character) || CharacterClass.isTitle(character) {
                if followsCased { return false }
                (sawCase, followsCased) = (true, true)
            } else if CharacterClass.isLower(character) {
                if !followsCased { return false }
                (sawCase, followsCased) = (true, true)
            } else {
                followsCased = false
            }
        }
        return sawCase
    }

    /// Whether the string is an identifier; keywords are.
    public var isIdentifier: Bool {
        let characters = self.characters
        guard characters.count > 0, CharacterClass.isIdentifierStart(characters[0]) else {
            return false
        }
        for index in 1..<characters.count
        where !CharacterClass.isIdentifierPart(characters[index]) { return false }
        return true
    }
}
