/// Parameters and patterns of Python 3.11 and what can go wrong in them, in `DiagnosisGrammar`'s
/// notation.
extension DiagnosisGrammar {
    static let parameters: StaticString = #"""
        params = invalid_params | parameters
        parameters = slash_plain plain* defaulted* [star_etc] | slash_defaulted defaulted* [star_etc]
            | plain+ defaulted* [star_etc] | defaulted+ [star_etc] | star_etc
        slash_plain = plain+ '/' ',' | plain+ '/' &')'
        slash_defaulted = plain* defaulted+ '/' ',' | plain* defaulted+ '/' &')'
        star_etc = invalid_star_etc | '*' plain maybe* [kwds] | '*' plain_starred maybe* [kwds]
            | '*' ',' maybe+ [kwds] | kwds
        kwds = invalid_kwds | '**' plain
        plain = a=param ',' | a=param &')'
        plain_starred = NAME ':' star_expression ',' | NAME ':' star_expression &')'
        defaulted = param default ',' | param default &')'
        maybe = param [default] ',' | param [default] &')'
        param = NAME [annotation]
        annotation = ':' expression
        default = '=' expression | invalid_default
        invalid_default = a='=' &(')' | ',') {known "expected default value expression"}
        invalid_params =
            plain* invalid_params_helper a=plain
                {known "non-default argument follows default argument"}
            | plain* a='(' plain+ [','] b=')' {range "Function parameters cannot be parenthesized"}
            | a='/' ',' {known "at least one argument must precede /"}
            | (slash_plain | slash_defaulted) maybe* a='/' {known "/ may appear only once"}
            | [slash_plain | slash_defaulted] maybe* '*' (',' | plain) maybe* a='/'
                {known "/ must be ahead of *"}
            | maybe+ '/' a='*' {known "expected comma between / and *"}
        invalid_params_helper = slash_defaulted | defaulted+
        invalid_star_etc =
            a='*' (')' | ',' (')' | '**')) {known "named arguments must follow bare *"}
            | '*' param a='=' {known "var-positional argument cannot have default value"}
            | '*' (plain | ',') maybe* a='*' (plain | ',') {known "* argument may appear only once"}
        invalid_kwds = '**' param a='=' {known "var-keyword argument cannot have default value"}
            | '**' param ',' a=param {known "arguments cannot follow var-keyword argument"}
            | '**' param ',' a=('*' | '**' | '/')
                {known "arguments cannot follow var-keyword argument"}

        lambda = 'lambda' [l_params] ':' expression @lambda
        l_params = invalid_l_params | l_parameters
        l_parameters = l_slash_plain l_plain* l_defaulted* [l_star_etc]
            | l_slash_defaulted l_defaulted* [l_star_etc]
            | l_plain+ l_defaulted* [l_star_etc] | l_defaulted+ [l_star_etc] | l_star_etc
        l_slash_plain = l_plain+ '/' ',' | l_plain+ '/' &':'
        l_slash_defaulted = l_plain* l_defaulted+ '/' ',' | l_plain* l_defaulted+ '/' &':'
        l_star_etc = invalid_l_star_etc | '*' l_plain l_maybe* [l_kwds]
            | '*' ',' l_maybe+ [l_kwds] | l_kwds
        l_kwds = invalid_l_kwds | '**' l_plain
        l_plain = a=NAME ',' | a=NAME &':'
        l_defaulted = NAME default ',' | NAME default &':'
        l_maybe = NAME [default] ',' | NAME [default] &':'
        invalid_l_params =
            l_plain* invalid_l_params_helper a=l_plain
                {known "non-default argument follows default argument"}
            | l_plain* a='(' ','.NAME+ [','] b=')'
                {range "Lambda expression parameters cannot be parenthesized"}
            | a='/' ',' {known "at least one argument must precede /"}
            | (l_slash_plain | l_slash_defaulted) l_maybe* a='/' {known "/ may appear only once"}
            | [l_slash_plain | l_slash_defaulted] l_maybe* '*' (',' | l_plain) l_maybe* a='/'
                {known "/ must be ahead of *"}
            | l_maybe+ '/' a='*' {known "expected comma between / and *"}
        invalid_l_params_helper = l_slash_defaulted | l_defaulted+
        invalid_l_star_etc =
            '*' (':' | ',' (':' | '**')) {here "named arguments must follow bare *"}
            | '*' NAME a='=' {known "var-positional argument cannot have default value"}
            | '*' (l_plain | ',') l_maybe* a='*' (l_plain | ',')
                {known "* argument may appear only once"}
        invalid_l_kwds = '**' NAME a='=' {known "var-keyword argument cannot have default value"}
            | '**' NAME ',' a=NAME {known "arguments cannot follow var-keyword argument"}
            | '**' NAME ',' a=('*' | '**' | '/')
                {known "arguments cannot follow var-keyword argument"}

        match_stmt = MATCH subject ':' NEWLINE INDENT case_block+ DEDENT | invalid_match
        subject = star_named_expression ',' [star_named_expressions] | named_expression
        invalid_match = MATCH subject NEWLINE {here "expected ':'"}
            | a=MATCH subject ':' NEWLINE !INDENT
                {indent "expected an indented block after 'match' statement on line %d"}
        case_block = invalid_case | CASE patterns [guard] ':' block
        invalid_case = CASE patterns [guard] NEWLINE {here "expected ':'"}
            | a=CASE patterns [guard] ':' NEWLINE !INDENT
                {indent "expected an indented block after 'case' statement on line %d"}
        guard = 'if' named_expression
        patterns = open_sequence | pattern
        pattern = as_pattern | or_pattern
        as_pattern = or_pattern 'as' capture | invalid_as_pattern
        invalid_as_pattern = or_pattern 'as' a=WILDCARD {known "cannot use '_' as a target"}
            | or_pattern 'as' !NAME a=expression {known "invalid pattern target"}
        or_pattern = '|'.closed_pattern+
        closed_pattern% = literal_pattern | capture | WILDCARD | a=attr !('.' | '(' | '=')
            | '(' pattern ')' | sequence_pattern | mapping_pattern | class_pattern
        literal_pattern = literal_expr
        literal_expr = signed_number !('+' | '-') | complex_number | strings | 'None' | 'True'
            | 'False'
        complex_number = signed_real ('+' | '-') IMAGINARY
        signed_number = NUMBER | '-' NUMBER
        signed_real = REAL | '-' REAL
        capture = !WILDCARD a=NAME !('.' | '(' | '=')
        attr = NAME '.' NAME ('.' NAME)*
        name_or_attr = NAME ('.' NAME)*
        sequence_pattern = '[' [maybe_sequence] ']' | '(' [open_sequence] ')'
        open_sequence = maybe_star_pattern ',' [maybe_sequence]
        maybe_sequence = ','.maybe_star_pattern+ [',']
        maybe_star_pattern = star_pattern | pattern
        star_pattern% = '*' capture | '*' WILDCARD
        mapping_pattern = '{' '}' | '{' double_star [','] '}' | '{' items ',' double_star [','] '}'
            | '{' items [','] '}'
        items = ','.key_pattern+
        key_pattern = (literal_expr | attr) ':' pattern
        double_star = '**' capture
        class_pattern = name_or_attr '(' ')' | name_or_attr '(' positional [','] ')'
            | name_or_attr '(' keyword_patterns [','] ')'
            | name_or_attr '(' positional ',' keyword_patterns [','] ')' | invalid_class_pattern
        positional = ','.pattern+
        keyword_patterns = ','.keyword_pattern+
        keyword_pattern = NAME '=' pattern
        invalid_class_pattern = name_or_attr '(' a=misplaced
            {known "positional patterns follow keyword patterns"}
        misplaced = [positional ','] keyword_patterns ',' a=positional
        """#
}
