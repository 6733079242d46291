/// What the commands of TeX that stand for one character are.
enum TeXSymbols {
    enum Symbol {
        case identifier(String)
        case upright(String)
        case mathOperator(String)
        case large(String)
        /// An operator with limits below and above, always beside it when in a line.
        case integral(String)
        case fence(String)
        /// `sin`; with limits like `lim`'s or not.
        case function(String, hasLimits: Bool)
    }

    static func symbol(_ name: String) -> Symbol? { table[name] }

    private static let table: [String: Symbol] = {
        var table: [String: Symbol] = [:]
        func add(_ words: String, _ make: (String) -> Symbol) {
            let parts = words.split(separator: " ")
            var index = 0
            while index + 1 < parts.count {
                table[String(parts[index])] = make(String(parts[index + 1]))
                index += 2
            }
        }
        add(greek) { .identifier($0) }
        add(capitals) { .upright($0) }
        add(letters) { .upright($0) }
        add(operators) { .mathOperator($0) }
        add(relations) { .mathOperator($0) }
        add(arrows) { .mathOperator($0) }
        add(large) { .large($0) }
        add(integrals) { .integral($0) }
        add(fences) { .fence($0) }
        for name in functions.split(separator: " ") {
            table[String(name)] = .function(String(name), hasLimits: false)
        }
        for name in limits.split(separator: " ") {
            table[String(name)] = .function(String(name), hasLimits: true)
        }
        table["limsup"] = .function("lim sup", hasLimits: true)
        table["liminf"] = .function("lim inf", hasLimits: true)
        return table
    }()

    private static let greek = """
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι \
        kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ \
        varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
        """
    private static let capitals = """
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω Alpha Α \
        Beta Β
        """
    private static let letters = """
        infty ∞ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ beth ℶ wp ℘ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ \
        imath ı jmath ȷ angle ∠ top ⊤ bot ⊥ prime ′ degree ° square □ blacksquare ■ triangle △ \
        clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ checkmark ✓ dag † ddag ‡ S § P ¶ pounds £ \
        copyright © flat ♭ natural ♮ sharp ♯ Box □ Diamond ◇ bigstar ★ complement ∁ eth ð \
        measuredangle ∡ % % # # $ $ & & _ _ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯
        """
    private static let operators = """
        pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ \
        odot ⊙ dagger † ddagger ‡ amalg ⨿ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ \
        land ∧ setminus ∖ smallsetminus ∖ wr ≀ lnot ¬ neg ¬ forall ∀ exists ∃ nexists ∄ therefore ∴ \
        because ∵ colon : backslash ∖ surd √ ltimes ⋉ rtimes ⋊ bigcirc ◯ diamond ⋄
        """
    private static let relations = """
        le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ \
        propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ \
        sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ prec ≺ succ ≻ preceq ⪯ succeq ⪰ perp ⟂ \
        parallel ∥ nparallel ∦ mid ∣ nmid ∤ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ asymp ≍ doteq ≐ \
        triangleq ≜ leqslant ⩽ geqslant ⩾ lesssim ≲ gtrsim ≳ bowtie ⋈ smile ⌣ frown ⌢ coloneqq ≔ \
        eqqcolon ≕ approxeq ≊ nsubseteq ⊈ nsupseteq ⊉ trianglelefteq ⊴ trianglerighteq ⊵ lll ⋘ ggg ⋙
        """
    private static let arrows = """
        to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ \
        Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ \
        longleftarrow ⟵ Longrightarrow ⟹ Longleftarrow ⟸ longleftrightarrow ⟷ \
        Longleftrightarrow ⟺ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ hookrightarrow ↪ \
        hookleftarrow ↩ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ \
        leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ rightsquigarrow ⇝ leadsto ⇝ \
        twoheadrightarrow ↠ nrightarrow ↛ nRightarrow ⇏ circlearrowleft ↺ circlearrowright ↻
        """
    private static let large = """
        sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ \
        biguplus ⨄ bigsqcup ⨆
        """
    private static let integrals = "int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯"
    private static let fences = """
        lbrace { rbrace } { { } } lbrack [ rbrack ] langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ \
        vert | Vert ‖ | ‖ lvert | rvert | lVert ‖ rVert ‖ ulcorner ⌜ urcorner ⌝ lgroup ⟮ rgroup ⟯
        """
    private static let functions = """
        sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg deg dim hom ker \
        arg sgn tr rank erf
        """
    private static let limits = "lim max min sup inf det gcd Pr argmax argmin lcm"

    /// What stands above a letter.
    static func accent(_ name: String) -> (mark: String, isStretchy: Bool)? {
        switch name {
        case "hat": ("^", false)
        case "widehat": ("^", true)
        case "bar": ("‾", false)
        case "overline": ("‾", true)
        case "tilde": ("~", false)
        case "widetilde": ("~", true)
        case "vec": ("→", false)
        case "overrightarrow": ("→", true)
        case "overleftarrow": ("←", true)
        case "dot": ("˙", false)
        case "ddot": ("¨", false)
        case "dddot": ("⃛", false)
        case "acute": ("´", false)
        case "grave": ("`", false)
        case "breve": ("˘", false)
        case "check": ("ˇ", false)
        case "mathring": ("˚", false)
        case "overbrace": ("⏞", true)
        default: nil
        }
    }

    static func space(_ name: String) -> Double? {
        switch name {
        case ",", "thinspace": 0.1667
        case ":", ">", "medspace": 0.2222
        case ";", "thickspace": 0.2778
        case " ", "space", "nobreakspace": 0.25
        case "!", "negthinspace": -0.1667
        case "quad": 1
        case "qquad": 2
        case "enspace": 0.5
        default: nil
        }
    }
}
