namespace LabSdk.Notebooks.Engine;

/// <summary>A piece of a cell; the pieces run in order.</summary>
/// <param name="Line">The line it begins at, from 1.</param>
internal abstract record CellPart(int Line);

/// <summary>C# code.</summary>
/// <param name="Line">The line it begins at.</param>
/// <param name="Text">
/// The text of the cell up to the end of this piece, with all that does not belong to it blanked out, so that places in
/// it are places in the cell.
/// </param>
internal sealed record CodePart(int Line, string Text) : CellPart(Line);

/// <summary>A magic command.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Name">With its marker, for example <c>#!time</c>.</param>
/// <param name="Arguments">The rest of the line.</param>
internal sealed record MagicPart(int Line, string Name, string Arguments) : CellPart(Line);

/// <summary>Text in another language than C#.</summary>
/// <param name="Line">The line of its marker.</param>
/// <param name="Kernel">The language, see <see cref="KernelNames"/>.</param>
/// <param name="Text">The text up to the next marker.</param>
internal sealed record ForeignPart(int Line, string Kernel, string Text) : CellPart(Line);

/// <summary>A reference to an assembly by file or name: <c>#r "lib.dll"</c>.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Path">What stands between the quotes.</param>
internal sealed record ReferencePart(int Line, string Path) : CellPart(Line);

/// <summary>A NuGet package: <c>#r "nuget: Name, 1.2.3"</c> or <c>#:package Name@1.2.3</c>.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Name">Its id.</param>
/// <param name="Version">Its version or range; null for the newest.</param>
internal sealed record PackagePart(int Line, string Name, string? Version) : CellPart(Line);

/// <summary>One more place to look for packages: <c>#i "nuget:FOLDER"</c>.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Source">A folder or feed address.</param>
internal sealed record PackageSourcePart(int Line, string Source) : CellPart(Line);

/// <summary>A script file to run here: <c>#load "file.csx"</c>.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Path">The file as it is written.</param>
internal sealed record LoadPart(int Line, string Path) : CellPart(Line);

/// <summary>A line that means nothing in a cell but is no mistake.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Text">What to tell the user.</param>
internal sealed record NotePart(int Line, string Text) : CellPart(Line);

/// <summary>A line that cannot be understood.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Message">Why, with advice.</param>
internal sealed record WrongPart(int Line, string Message) : CellPart(Line);
