/// The statements of Python 3.11 and what can go wrong in them, in `DiagnosisGrammar`'s notation.
extension DiagnosisGrammar {
    static let statements: StaticString = #"""
        file = [statements] ENDMARKER
        interactive = compound NEWLINE | simple_stmts | NEWLINE | ENDMARKER
        eval = expressions NEWLINE* ENDMARKER
        func_type = '(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER
        type_expressions = ','.expression+ [',' '*' expression] [',' '**' expression] | '*' expression [',' '**' expression] | '**' expression
        fstring = star_expressions

        statements = statement+
        statement = compound | simple_stmts
        simple_stmts = simple_stmt !';' NEWLINE | ';'.simple_stmt+ [';'] NEWLINE
        simple_stmt% = assignment | star_expressions
            | &'return' return_stmt | &('import' | 'from') import_stmt | &'raise' raise_stmt | 'pass'
            | &'del' del_stmt | &'yield' yield_expr | &'assert' assert_stmt | 'break' | 'continue'
            | &'global' global_stmt | &'nonlocal' nonlocal_stmt
        compound = &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def
            | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt
            | &'while' while_stmt | match_stmt

        assignment = NAME ':' expression ['=' annotated_value]
            | ('(' single_target ')' | single_place) ':' expression ['=' annotated_value]
            | (star_targets '=')+ (yield_expr | star_expressions) !'='
            | single_target augmented ~ (yield_expr | star_expressions)
            | invalid_assignment
        annotated_value = yield_expr | star_expressions
        augmented = '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>='
            | '**=' | '//='
        invalid_assignment =
            a=unannotatable ':' expression {known "only single target (not %s) can be annotated"}
            | a=star_named_expression ',' star_named_expressions* ':' expression
                {known "only single target (not tuple) can be annotated"}
            | a=expression ':' expression {known "illegal target for annotation"}
            | (star_targets '=')* a=star_expressions '=' {star-target}
            | (star_targets '=')* a=yield_expr '='
                {known "assignment to yield expression not possible"}
            | a=star_expressions augmented (yield_expr | star_expressions)
                {known "'%s' is an illegal expression for augmented assignment"}
        unannotatable = list | tuple | '(' a=unannotatable ')'

        return_stmt = 'return' [star_expressions]
        raise_stmt = 'raise' expression ['from' expression] | 'raise'
        global_stmt = 'global' ','.NAME+
        nonlocal_stmt = 'nonlocal' ','.NAME+
        del_stmt = 'del' del_targets &(';' | NEWLINE) | invalid_del
        invalid_del = 'del' a=star_expressions {delete-target}
        assert_stmt = 'assert' expression [',' expression]

        import_stmt = import_name | import_from
        import_name = 'import' ','.dotted_as_name+
        dotted_as_name = dotted_name ['as' NAME]
        dotted_name < NAME > '.' NAME
        import_from = 'from' ('.' | '...')* dotted_name 'import' imported
            | 'from' ('.' | '...')+ 'import' imported
        imported = '(' imported_names [','] ')' | imported_names !',' | '*' | invalid_imported
        imported_names = ','.imported_name+
        imported_name = NAME ['as' NAME]
        invalid_imported = imported_names ',' NEWLINE
            {here "trailing comma not allowed without surrounding parentheses"}

        block% = NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
        invalid_block = NEWLINE !INDENT {indent "expected an indented block"}
        decorators = ('@' named_expression NEWLINE)+

        class_def = decorators class_raw | class_raw
        class_raw = invalid_class | 'class' NAME ['(' [arguments] ')'] ':' block
        invalid_class = 'class' NAME ['(' [arguments] ')'] NEWLINE {here "expected ':'"}
            | a='class' NAME ['(' [arguments] ')'] ':' NEWLINE !INDENT
                {indent "expected an indented block after class definition on line %d"}

        function_def = decorators function_raw | function_raw
        function_raw = invalid_def
            | 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block
            | 'async' 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block
        invalid_def = ['async'] a='def' NAME '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT
            {indent "expected an indented block after function definition on line %d"}

        if_stmt = invalid_if | 'if' named_expression ':' block elif_stmt
            | 'if' named_expression ':' block [else_block]
        invalid_if = 'if' named_expression NEWLINE {here "expected ':'"}
            | a='if' named_expression ':' NEWLINE !INDENT
                {indent "expected an indented block after 'if' statement on line %d"}
        elif_stmt = invalid_elif | 'elif' named_expression ':' block elif_stmt
            | 'elif' named_expression ':' block [else_block]
        invalid_elif = 'elif' named_expression NEWLINE {here "expected ':'"}
            | a='elif' named_expression ':' NEWLINE !INDENT
                {indent "expected an indented block after 'elif' statement on line %d"}
        else_block = invalid_else | 'else' &&':' block
        invalid_else = a='else' ':' NEWLINE !INDENT
            {indent "expected an indented block after 'else' statement on line %d"}
        while_stmt = invalid_while | 'while' named_expression ':' block [else_block]
        invalid_while = 'while' named_expression NEWLINE {here "expected ':'"}
            | a='while' named_expression ':' NEWLINE !INDENT
                {indent "expected an indented block after 'while' statement on line %d"}

        for_stmt = invalid_for
            | 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
            | 'async' 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
            | invalid_for_target
        invalid_for = ['async'] 'for' star_targets 'in' star_expressions NEWLINE
                {here "expected ':'"}
            | ['async'] a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT
                {indent "expected an indented block after 'for' statement on line %d"}
        invalid_for_target = ['async'] 'for' a=star_expressions {for-target}

        with_stmt = invalid_with_indent
            | 'with' '(' ','.with_item+ [','] ')' ':' block | 'with' ','.with_item+ ':' block
            | 'async' 'with' '(' ','.with_item+ [','] ')' ':' block
            | 'async' 'with' ','.with_item+ ':' block
            | invalid_with
        with_item = expression 'as' star_target &(',' | ')' | ':') | invalid_with_item | expression
        invalid_with_item = expression 'as' a=expression &(',' | ')' | ':') {star-target}
        invalid_with = ['async'] 'with' ','.(expression ['as' star_target])+ NEWLINE
                {here "expected ':'"}
            | ['async'] 'with' '(' ','.(expressions ['as' star_target])+ [','] ')' NEWLINE
                {here "expected ':'"}
        invalid_with_indent =
            ['async'] a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT
                {indent "expected an indented block after 'with' statement on line %d"}
            | ['async'] a='with' '(' ','.(expressions ['as' star_target])+ [','] ')' ':' NEWLINE
                !INDENT {indent "expected an indented block after 'with' statement on line %d"}

        try_stmt = invalid_try | 'try' &&':' block finally_block
            | 'try' &&':' block except_block+ [else_block] [finally_block]
            | 'try' &&':' block except_star_block+ [else_block] [finally_block]
        invalid_try = a='try' ':' NEWLINE !INDENT
                {indent "expected an indented block after 'try' statement on line %d"}
            | 'try' ':' block !('except' | 'finally') {here "expected 'except' or 'finally' block"}
            | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':'
                {range "cannot have both 'except' and 'except*' on the same 'try'"}
            | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':'
                {known "cannot have both 'except' and 'except*' on the same 'try'"}
        except_block = invalid_except_indent | 'except' expression ['as' NAME] ':' block
            | 'except' ':' block | invalid_except
        except_star_block = invalid_except_star_indent
            | 'except' '*' expression ['as' NAME] ':' block | invalid_except
        finally_block = invalid_finally | 'finally' &&':' block
        invalid_except =
            'except' ['*'] a=expression ',' expressions ['as' NAME] ':'
                {from "multiple exception types must be parenthesized"}
            | 'except' ['*'] expression ['as' NAME] NEWLINE {here "expected ':'"}
            | 'except' NEWLINE {here "expected ':'"}
            | 'except' '*' (NEWLINE | ':') {here "expected one or more exception types"}
        invalid_finally = a='finally' ':' NEWLINE !INDENT
            {indent "expected an indented block after 'finally' statement on line %d"}
        invalid_except_indent = a='except' expression ['as' NAME] ':' NEWLINE !INDENT
                {indent "expected an indented block after 'except' statement on line %d"}
            | a='except' ':' NEWLINE !INDENT
                {indent "expected an indented block after 'except' statement on line %d"}
        invalid_except_star_indent = a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT
            {indent "expected an indented block after 'except*' statement on line %d"}
        """#
}
