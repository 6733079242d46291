/// CPython's own test modules, in the groups that are counted together.
enum SuiteModules {
    /// Of the language: syntax, scopes, classes, exceptions, generators and coroutines.
    static let language = words(
        """
        test_grammar test_syntax test_compile test_scope test_generators test_genexps test_listcomps
        test_setcomps test_dictcomps test_coroutines test_asyncgen test_with test_exceptions test_raise
        test_except_star test_exception_group test_exception_variations test_exception_hierarchy
        test_traceback test_class test_descr test_descrtut test_super test_metaclass test_property
        test_decorators test_patma test_named_expressions test_unpack test_unpack_ex test_extcall
        test_keywordonlyarg test_positional_only_arg test_fstring test_dynamic test_global test_funcattrs
        test_iter test_iterlen test_dictviews test_augassign test_binop test_compare test_richcmp
        test_contains test_isinstance test_subclassinit test_genericalias test_type_annotations
        test_opcodes test_call test_frame test_baseexception test_string_literals test_eof
        """)

    /// Of the built-in types and the native modules next to them.
    static let types = words(
        """
        test_int test_int_literal test_long test_float test_complex test_bool test_unicode test_bytes
        test_list test_tuple test_userlist test_dict test_ordered_dict test_set test_range test_slice
        test_enumerate test_sort test_string test_format test_hash test_index test_memoryview test_types
        test_builtin test_numeric_tower test_pow test_math test_itertools test_functools test_collections
        test_re
        """)

    /// Every module of the installed test suite, packages of tests among them.
    static func all(in library: String) -> [String] {
        SourceFiles.names(in: library + "/test").compactMap { name in
            guard name.hasPrefix("test_") else { return nil }
            if name.hasSuffix(".py") { return String(name.dropLast(3)) }
            return name.contains(".") ? nil : name
        }.sorted()
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
