using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks.Language;

/// <summary>Keywords that make sense after the token before the cursor; the recommender knows symbols only.</summary>
internal static class Keywords
{
    private static readonly string[] Types =
    [
        "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "nuint", "object", "sbyte",
        "short", "string", "uint", "ulong", "ushort",
    ];

    private static readonly string[] Expressions =
    [
        .. Types, "await", "base", "checked", "default", "delegate", "false", "from", "nameof", "new", "null", "ref", "sizeof",
        "stackalloc", "static", "async", "switch", "this", "throw", "true", "typeof", "unchecked", "with",
    ];

    private static readonly string[] Statements =
    [
        .. Expressions, "abstract", "break", "case", "class", "const", "continue", "do", "enum", "event", "fixed", "for", "foreach",
        "goto", "if", "in", "interface", "internal", "lock", "override", "partial", "private", "protected", "public", "readonly",
        "record", "return", "sealed", "struct", "try", "unsafe", "using", "var", "virtual", "void", "volatile", "while", "yield",
        "else", "catch", "finally",
    ];

    private static readonly string[] AfterOperand = ["and", "as", "in", "is", "not", "or", "switch", "when", "where", "with"];

    private static readonly string[] Query =
        ["ascending", "by", "descending", "equals", "from", "group", "into", "join", "let", "on", "orderby", "select", "where"];

    public static IEnumerable<Proposal> At(Cursor cursor) =>
        Words(cursor).Select(word => new Proposal(word, "keyword", ProposalGroup.Keyword));

    private static string[] Words(Cursor cursor)
    {
        var left = cursor.Left;
        switch (left.Kind())
        {
            case SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken or SyntaxKind.ColonColonToken or SyntaxKind.HashToken:
                return [];
            case SyntaxKind.None or SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.ElseKeyword or SyntaxKind.DoKeyword:
                return Statements;
            case SyntaxKind.NewKeyword or SyntaxKind.AsKeyword or SyntaxKind.ConstKeyword:
                return Types;
            case SyntaxKind.IsKeyword or SyntaxKind.CaseKeyword:
                return [.. Types, "not", "null", "true", "false", "var"];
            case SyntaxKind.UsingKeyword:
                return ["static", "var"];
            case SyntaxKind.IdentifierToken or SyntaxKind.NumericLiteralToken or SyntaxKind.StringLiteralToken or SyntaxKind.CloseBracketToken
                or SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword or SyntaxKind.NullKeyword or SyntaxKind.ThisKeyword:
                return IsInQuery(left) ? [.. AfterOperand, .. Query] : AfterOperand;
            case SyntaxKind.CloseParenToken:
                return IsHeadOfStatement(left) ? Statements : IsInQuery(left) ? [.. AfterOperand, .. Query] : AfterOperand;
            case SyntaxKind.OpenParenToken or SyntaxKind.CommaToken:
                return [.. Expressions, "in", "out", "params", "scoped", "var"];
            default:
                return SyntaxFacts.IsKeywordKind(left.Kind()) && IsModifier(left.Kind()) ? Statements : Expressions;
        }
    }

    private static bool IsInQuery(SyntaxToken token) => token.Parent?.FirstAncestorOrSelf<QueryExpressionSyntax>() is not null;

    private static bool IsHeadOfStatement(SyntaxToken token) =>
        token.Parent is IfStatementSyntax or WhileStatementSyntax or CommonForEachStatementSyntax or ForStatementSyntax or UsingStatementSyntax
            or LockStatementSyntax or FixedStatementSyntax;

    private static bool IsModifier(SyntaxKind kind) => kind is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword
        or SyntaxKind.InternalKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.SealedKeyword or SyntaxKind.PartialKeyword
        or SyntaxKind.ReadOnlyKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.AsyncKeyword or SyntaxKind.UnsafeKeyword;
}
