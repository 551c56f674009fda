namespace LabSdk.Notebooks.Language;

/// <summary>The order of proposals that fit equally well.</summary>
internal static class ProposalGroup
{
    public const int Local = 0;
    public const int Variable = 1;
    public const int Member = 2;
    public const int Function = 3;
    public const int Extension = 4;
    public const int Type = 5;
    public const int Keyword = 6;
    public const int Snippet = 7;
    public const int Namespace = 8;
    public const int Object = 9;
}
