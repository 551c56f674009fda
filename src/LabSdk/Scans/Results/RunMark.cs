namespace LabSdk;

/// <summary>The user's judgement of a run.</summary>
/// <param name="IsGood">True for good.</param>
/// <param name="Note">Why; may be empty.</param>
/// <param name="Time">When it was given, UTC.</param>
/// <param name="User">The account of who gave it.</param>
public sealed record RunMark(bool IsGood, string Note, DateTimeOffset Time, string User)
{
    /// <summary>Returns for example <c>bad: the shutter was closed</c>.</summary>
    public override string ToString() => Note.Length == 0 ? (IsGood ? "good" : "bad") : $"{(IsGood ? "good" : "bad")}: {Note}";
}
