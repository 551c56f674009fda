using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Language;

/// <summary>Recognises code that is nested so deeply that the compiler would run out of stack, which ends the process.</summary>
internal static class Nesting
{
    /// <summary>Brackets in brackets that are accepted; nothing that people write comes near it.</summary>
    public const int Deepest = 500;

    // Expressions in expressions without a bracket, as in a = b = c, reach the binder.
    private const int DeepestTree = 800;

    /// <summary>True when a tree must not be given to the binder.</summary>
    /// <param name="root">A parsed cell.</param>
    public static bool IsTooDeep(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth)>();
        open.Push((root, 1));
        while (open.TryPop(out var at))
        {
            if (at.Depth > DeepestTree)
            {
                return true;
            }

            foreach (var child in at.Node.ChildNodes())
            {
                open.Push((child, at.Depth + 1));
            }
        }

        return false;
    }

    /// <summary>True when code must not be given to the parser.</summary>
    /// <param name="code">A cell.</param>
    public static bool IsTooDeep(string code)
    {
        if (code.Length <= Deepest)
        {
            return false;
        }

        // Brackets in texts count, too: it need not be exact, and so it needs no parser.
        var (depth, angles) = (0, 0);
        foreach (var letter in code)
        {
            switch (letter)
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth = Math.Max(0, depth - 1);
                    break;
                case '<':
                    angles++;
                    break;
                case '>':
                    angles = Math.Max(0, angles - 1);
                    break;
                case ';' or '\n':
                    // Most are comparisons, which nothing closes.
                    angles = 0;
                    break;
            }

            if (depth > Deepest || angles > Deepest)
            {
                return true;
            }
        }

        return false;
    }
}
