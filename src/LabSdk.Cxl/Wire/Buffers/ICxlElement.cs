namespace LabSdk.Cxl;

/// <summary>A part of a payload that is always equally long: an entry of a list, a nested structure.</summary>
internal interface ICxlElement<TSelf>
    where TSelf : ICxlElement<TSelf>
{
    static abstract int Size { get; }

    static abstract TSelf Read(ref CxlReader reader);

    void Write(ref CxlWriter writer);
}
