/// The expressions of Python 3.11 and what can go wrong in them, in `DiagnosisGrammar`'s notation.
extension DiagnosisGrammar {
    static let expressions: StaticString = #"""
        expressions = expression (',' expression)+ [','] @tuple | expression ',' @tuple | expression
        expression% = invalid_expression | invalid_legacy
            | disjunction 'if' disjunction 'else' expression @conditional
            | disjunction | lambda
        expression_without_invalid = disjunction 'if' disjunction 'else' expression @conditional
            | disjunction | lambda
        invalid_legacy = a=NAME !'(' b=star_expressions {legacy-statement}
        invalid_expression =
            !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid
                {missing-comma}
            | a=disjunction 'if' b=disjunction !('else' | ':')
                {range "expected 'else' after 'if' expression"}

        yield_expr = 'yield' 'from' expression @yield | 'yield' [star_expressions] @yield
        star_expressions = star_expression (',' star_expression)+ [','] @tuple
            | star_expression ',' @tuple | star_expression
        star_expression% = '*' bitwise_or @starred | expression
        star_named_expressions = ','.star_named_expression+ [',']
        star_named_expression = '*' bitwise_or @starred | named_expression
        assignment_expression = NAME ':=' ~ expression @named
        named_expression = assignment_expression | invalid_named_expression | a=expression !':='
        invalid_named_expression% =
            a=expression ':=' expression {known "cannot use assignment expressions with %s"}
            | a=NAME '=' b=bitwise_or !('=' | ':=')
                {range "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
            | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or
                !('=' | ':=')
                {known "cannot assign to %s here. Maybe you meant '==' instead of '='?"}

        disjunction% = conjunction ('or' conjunction)+ @operation | conjunction
        conjunction% = inversion ('and' inversion)+ @operation | inversion
        inversion% = 'not' inversion @operation | comparison
        comparison = bitwise_or compared+ @comparison | bitwise_or
        compared = '==' bitwise_or | '!=' bitwise_or | '<=' bitwise_or | '<' bitwise_or
            | '>=' bitwise_or | '>' bitwise_or | 'not' 'in' bitwise_or
            | 'in' bitwise_or @membership | 'is' 'not' bitwise_or | 'is' bitwise_or
        bitwise_or < bitwise_xor > '|' bitwise_xor @operation
        bitwise_xor < bitwise_and > '^' bitwise_and @operation
        bitwise_and < shift > '&' shift @operation
        shift < sum > '<<' sum @operation | '>>' sum @operation
        sum < term > '+' term @operation | '-' term @operation
        term < factor > '*' factor @operation | '/' factor @operation | '//' factor @operation
            | '%' factor @operation | '@' factor @operation
        factor% = '+' factor @operation | '-' factor @operation | '~' factor @operation | power
        power = await_primary '**' factor @operation | await_primary
        await_primary% = 'await' primary @await | primary
        primary < atom > '.' NAME @attribute | genexp @call | '(' [arguments] ')' @call
            | '[' slices ']' @subscript
        slices = slice !',' | ','.(slice | starred_expression)+ [','] @tuple
        slice = [expression] ':' [expression] [':' [expression]] | named_expression
        atom = NAME | 'True' @true | 'False' @false | 'None' @none | &STRING strings | NUMBER
            | &'(' (tuple | group | genexp) | &'[' (list | listcomp)
            | &'{' (dict | set | dictcomp | setcomp) | '...' @ellipsis
        strings% = STRINGS

        group = '(' a=(yield_expr | named_expression) ')' | invalid_group
        invalid_group = '(' a=starred_expression ')' {known "cannot use starred expression here"}
            | '(' a='**' expression ')' {known "cannot use double starred expression here"}
        tuple = '(' [star_named_expression ',' [star_named_expressions]] ')' @tuple
        list = '[' [star_named_expressions] ']' @list
        set = '{' star_named_expressions '}' @set
        dict = '{' [pairs] '}' @dict | '{' invalid_pairs '}'
        pairs = ','.pair+ [',']
        pair = '**' bitwise_or | key_value
        key_value = expression ':' expression
        invalid_pairs = ','.pair+ ',' invalid_pair
            | expression ':' a='*' bitwise_or
                {from "cannot use a starred expression in a dictionary value"}
            | expression a=':' &('}' | ',')
                {known "expression expected after dictionary key and ':'"}
        invalid_pair = a=expression !':' {missing-colon}
            | expression ':' a='*' bitwise_or
                {from "cannot use a starred expression in a dictionary value"}
            | expression a=':' &('}' | ',')
                {known "expression expected after dictionary key and ':'"}

        clauses = clause+
        clause = 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)* @clause
            | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* @clause
            | invalid_for_target
        listcomp = '[' named_expression clauses ']' @listcomp | invalid_comprehension
        setcomp = '{' named_expression clauses '}' @setcomp | invalid_comprehension
        genexp = '(' (assignment_expression | a=expression !':=') clauses ')' @genexp
            | invalid_comprehension
        dictcomp = '{' key_value clauses '}' @dictcomp | invalid_dict_comprehension
        invalid_comprehension =
            ('[' | '(' | '{') a=starred_expression clauses
                {known "iterable unpacking cannot be used in comprehension"}
            | ('[' | '{') a=star_named_expression ',' b=star_named_expressions clauses
                {range-last "did you forget parentheses around the comprehension target?"}
            | ('[' | '{') a=star_named_expression b=',' clauses
                {range "did you forget parentheses around the comprehension target?"}
        invalid_dict_comprehension = '{' a='**' bitwise_or clauses '}'
            {known "dict unpacking cannot be used in dict comprehension"}

        arguments% = a=args [','] &')' | invalid_arguments
        args = ','.(starred_expression | (assignment_expression | a=expression !':=') !'=')+
            [',' keywords] @arguments
            | keywords @arguments
        keywords = ','.keyword_or_starred+ ',' ','.keyword_or_double_starred+
            | ','.keyword_or_starred+ | ','.keyword_or_double_starred+
        starred_expression = '*' expression @starred
        keyword_or_starred = invalid_keyword | NAME '=' expression @keyword | starred_expression
        keyword_or_double_starred = invalid_keyword | NAME '=' expression @keyword
            | '**' expression @unpacking
        invalid_keyword =
            a=('True' | 'False' | 'None') b='=' {range "cannot assign to %t"}
            | a=NAME b='=' expression clauses
                {range "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
            | !(NAME '=') a=expression b='='
                {range "expression cannot contain assignment, perhaps you meant \"==\"?"}
        invalid_arguments =
            a=args ',' '*'
                {known "iterable argument unpacking follows keyword argument unpacking"}
            | a=expression b=clauses ',' [args | expression clauses]
                {range-clause "Generator expression must be parenthesized"}
            | a=NAME b='=' expression clauses
                {range "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
            | a=args b=clauses {bare-generator}
            | args ',' a=expression b=clauses
                {range-clause "Generator expression must be parenthesized"}
            | a=args ',' args {positional-after-keyword}

        star_targets = a=star_target !',' | star_target (',' star_target)* [','] @tuple
        star_target% = '*' (!'*' star_target) @starred | target_with_star_atom
        target_with_star_atom% = t_primary '.' NAME !t_lookahead @attribute
            | t_primary '[' slices ']' !t_lookahead @subscript | star_atom
        star_atom = NAME | '(' a=target_with_star_atom ')' | '(' [star_targets_tuple] ')' @tuple
            | '[' [star_targets_list] ']' @list
        star_targets_list = ','.star_target+ [',']
        star_targets_tuple = star_target (',' star_target)+ [','] | star_target ','
        single_target = single_place | NAME | '(' a=single_target ')'
        single_place = t_primary '.' NAME !t_lookahead @attribute
            | t_primary '[' slices ']' !t_lookahead @subscript
        t_primary < a=atom &t_lookahead > '.' NAME &t_lookahead @attribute
            | '[' slices ']' &t_lookahead @subscript | genexp &t_lookahead @call
            | '(' [arguments] ')' &t_lookahead @call
        t_lookahead = '(' | '[' | '.'
        del_targets = ','.del_target+ [',']
        del_target% = t_primary '.' NAME !t_lookahead @attribute
            | t_primary '[' slices ']' !t_lookahead @subscript | del_atom
        del_atom = NAME | '(' a=del_target ')' | '(' [del_targets] ')' @tuple
            | '[' [del_targets] ']' @list
        """#
}
