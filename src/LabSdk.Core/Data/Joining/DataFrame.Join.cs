namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>
    /// Joins the rows of two frames whose values in one column of the same name are equal. Every pair of matching rows gives one row.
    /// A null key matches nothing; NaN matches NaN.
    /// </summary>
    /// <param name="other">The right frame.</param>
    /// <param name="on">The key column, in both frames.</param>
    /// <param name="kind">Which rows to keep without a match; inner by default.</param>
    /// <param name="leftSuffix">Put behind the names of left columns that the right frame has too.</param>
    /// <param name="rightSuffix">Put behind the names of right columns that the left frame has too.</param>
    /// <exception cref="DataFrameException">A key is missing, the kinds of the keys cannot be compared, or names clash.</exception>
    public DataFrame Join(
        DataFrame other, string on, JoinKind kind = JoinKind.Inner, string leftSuffix = "_left", string rightSuffix = "_right") =>
        Merge(other, [on], [on], kind, leftSuffix, rightSuffix);

    /// <summary>Joins two frames on several columns of the same names; see <see cref="Join"/>.</summary>
    /// <param name="other">The right frame.</param>
    /// <param name="on">The key columns, in both frames.</param>
    /// <param name="kind">Which rows to keep without a match; inner by default.</param>
    /// <param name="leftSuffix">Put behind the names of left columns that the right frame has too.</param>
    /// <param name="rightSuffix">Put behind the names of right columns that the left frame has too.</param>
    /// <exception cref="DataFrameException">A key is missing, the kinds of the keys cannot be compared, or names clash.</exception>
    public DataFrame Merge(
        DataFrame other, string[] on, JoinKind kind = JoinKind.Inner, string leftSuffix = "_left", string rightSuffix = "_right") =>
        Merge(other, on, on, kind, leftSuffix, rightSuffix);

    /// <summary>
    /// Joins two frames on several columns that may have different names; see <see cref="Join"/>. Keys of the same name become one
    /// column, keys of different names stay two.
    /// </summary>
    /// <param name="other">The right frame.</param>
    /// <param name="leftKeys">The key columns of this frame.</param>
    /// <param name="rightKeys">The key columns of the right frame, as many.</param>
    /// <param name="kind">Which rows to keep without a match; inner by default.</param>
    /// <param name="leftSuffix">Put behind the names of left columns that the right frame has too.</param>
    /// <param name="rightSuffix">Put behind the names of right columns that the left frame has too.</param>
    /// <exception cref="DataFrameException">A key is missing, the kinds of the keys cannot be compared, or names clash.</exception>
    /// <exception cref="ArgumentException">There are no keys, or not as many on both sides.</exception>
    public DataFrame Merge(
        DataFrame other,
        string[] leftKeys,
        string[] rightKeys,
        JoinKind kind = JoinKind.Inner,
        string leftSuffix = "_left",
        string rightSuffix = "_right")
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(leftKeys);
        ArgumentNullException.ThrowIfNull(rightKeys);
        if (leftKeys.Length == 0 || leftKeys.Length != rightKeys.Length)
        {
            throw new ArgumentException("Give at least one key, and as many on the right as on the left.", nameof(rightKeys));
        }

        var pairs = JoinPairs.Find(this, other, leftKeys, rightKeys, kind);
        return JoinResult.Build(this, other, leftKeys, rightKeys, pairs, leftSuffix, rightSuffix);
    }
}
