using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabSdk.Notebooks;

/// <summary>A value of the command line as a literal of C#, of the type that the variable has.</summary>
internal static class ParameterLiteral
{
    /// <summary>The literal; null with a reason when the value does not fit.</summary>
    /// <param name="text">The value as it was typed.</param>
    /// <param name="type">The declared type; null for an assignment.</param>
    /// <param name="current">The value that stands there.</param>
    /// <param name="fault">Why it does not fit.</param>
    public static string? Of(string text, TypeSyntax? type, ExpressionSyntax? current, out string fault)
    {
        var name = type is null or { IsVar: true } ? null : type is NullableTypeSyntax nullable ? nullable.ElementType.ToString() : type.ToString();
        if (type is NullableTypeSyntax && text == "null")
        {
            fault = "";
            return "null";
        }

        return name is null ? OfValue(text, current, out fault) : OfType(text, name, current, out fault);
    }

    private static string? OfType(string text, string type, ExpressionSyntax? current, out string fault)
    {
        fault = $"it must be a {type}";
        switch (type)
        {
            case "string":
                return Quoted(text);
            case "char":
                return text.Length == 1 ? SymbolDisplay.FormatLiteral(text[0], quote: true) : null;
            case "bool":
                return bool.TryParse(text, out var flag) ? flag ? "true" : "false" : null;
            case "int" or "long" or "short" or "sbyte":
                return Whole(text, type);
            case "uint" or "ulong" or "ushort" or "byte":
                return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var natural) && natural <= MaxOf(type) ? natural.ToString(CultureInfo.InvariantCulture) : null;
            case "double" or "float":
                return Real(text, type == "float" ? "f" : "");
            case "decimal":
                return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var money) ? money.ToString(CultureInfo.InvariantCulture) + "m" : null;
            case "TimeSpan":
                return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? $"System.TimeSpan.FromTicks({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)" : null;
            default:
                return type.EndsWith("[]", StringComparison.Ordinal) || type.Contains('<', StringComparison.Ordinal)
                    ? List(text, ElementOf(type), "[", "]", out fault)
                    : OfValue(text, current, out fault);
        }
    }

    // Without a type the value that stands there tells it.
    private static string? OfValue(string text, ExpressionSyntax? current, out string fault)
    {
        while (current is ParenthesizedExpressionSyntax inner)
        {
            current = inner.Expression;
        }

        fault = "it must be a number";
        switch (current)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or InterpolatedStringExpressionSyntax:
                return Quoted(text);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression or (int)SyntaxKind.FalseLiteralExpression }:
                return OfType(text, "bool", null, out fault);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.CharacterLiteralExpression }:
                return OfType(text, "char", null, out fault);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression, Token.Value: { } value }:
                return value is int or long ? Whole(text, "long") ?? Real(text, "") : OfType(text, Keyword(value), null, out fault);
            case PrefixUnaryExpressionSyntax sign:
                return OfValue(text, sign.Operand, out fault);
            case ImplicitArrayCreationExpressionSyntax array:
                return List(text, "", "new[] { ", " }", out fault, array.Initializer.Expressions.FirstOrDefault());
            case ArrayCreationExpressionSyntax array:
                return List(text, array.Type.ElementType.ToString(), $"new {array.Type.ElementType}[] {{ ", " }", out fault);
            case InvocationExpressionSyntax call when call.Expression.ToString().Contains("TimeSpan.", StringComparison.Ordinal):
                return OfType(text, "TimeSpan", null, out fault);
            default:
                return bool.TryParse(text, out var flag) ? flag ? "true" : "false" : Whole(text, "long") ?? Real(text, "") ?? Quoted(text);
        }
    }

    private static string? List(string text, string element, string open, string close, out string fault, ExpressionSyntax? sample = null)
    {
        fault = "it must be a list such as [1, 2, 3]";
        JsonArray? items;
        try
        {
            items = JsonText.Parse(text, "parameter", NotebookFormat.Ipynb) as JsonArray;
        }
        catch (NotebookFormatException)
        {
            return null;
        }

        if (items is null)
        {
            return null;
        }

        var literals = new List<string>();
        foreach (var item in items)
        {
            var plain = item is JsonValue value && value.TryGetValue<string>(out var content) ? content : JsonWriter.Write(item, indent: 0);
            if ((element.Length > 0 ? OfType(plain, element, null, out var why) : OfValue(plain, sample, out why)) is not { } literal)
            {
                fault = $"of its item '{plain}' {why}";
                return null;
            }

            literals.Add(literal);
        }

        return open + string.Join(", ", literals) + close;
    }

    private static string ElementOf(string type) =>
        type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : type[(type.IndexOf('<', StringComparison.Ordinal) + 1)..].TrimEnd('>');

    private static string? Whole(string text, string type) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && type switch { "int" => number is >= int.MinValue and <= int.MaxValue, "short" => number is >= short.MinValue and <= short.MaxValue, "sbyte" => number is >= sbyte.MinValue and <= sbyte.MaxValue, _ => true }
            ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static string? Real(string text, string suffix)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (!double.IsFinite(number))
        {
            return $"{(suffix.Length > 0 ? "float" : "double")}.{(double.IsNaN(number) ? "NaN" : number > 0 ? "PositiveInfinity" : "NegativeInfinity")}";
        }

        var digits = number.ToString("R", CultureInfo.InvariantCulture);
        return suffix.Length > 0 || digits.AsSpan().ContainsAny('.', 'E') ? digits + suffix : digits + ".0";
    }

    private static ulong MaxOf(string type) => type switch { "uint" => uint.MaxValue, "ushort" => ushort.MaxValue, "byte" => byte.MaxValue, _ => ulong.MaxValue };

    private static string Keyword(object value) => value switch { float => "float", decimal => "decimal", uint => "uint", ulong => "ulong", _ => "double" };

    private static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
