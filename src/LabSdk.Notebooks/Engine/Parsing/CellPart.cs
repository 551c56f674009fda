namespace LabSdk.Notebooks.Engine;

/// <summary>A piece of a cell; the pieces run in order.</summary>
/// <param name="Line">The line it begins at, from 1.</param>
internal abstract record CellPart(int Line);

/// <summary>C# code.</summary>
/// <param name="Line">The line it begins at.</param>
/// <param name="Text">The text of the cell up to the end of this piece, with all that does not belong to it blanked out, so that places in it are places in the cell.</param>
internal sealed record CodePart(int Line, string Text) : CellPart(Line);

/// <summary>A magic command.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Name">With its marker, for example <c>#!time</c>.</param>
/// <param name="Arguments">The rest of the line.</param>
internal sealed record MagicPart(int Line, string Name, string Arguments) : CellPart(Line);
