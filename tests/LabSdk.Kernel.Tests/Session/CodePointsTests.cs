using FsCheck;
using FsCheck.Fluent;
using LabSdk.Kernel.Session.Requests;

namespace LabSdk.Kernel.Tests.Session;

public class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("😀b", 1, 2)]
    [InlineData("😀b", 2, 3)]
    [InlineData("a\ud83d", 2, 2)]
    [InlineData("abc", 99, 3)]
    [InlineData("abc", -1, 0)]
    public void Position_is_turned_into_utf16_and_clamped(string text, int codePoints, int utf16)
    {
        Assert.Equal(utf16, CodePoints.ToUtf16(text, codePoints));
    }

    [Fact]
    public void Turning_there_and_back_gives_the_same()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (text, at) =>
        {
            text = (text ?? "") + "😀x😀";
            var position = at.Get % (text.EnumerateRunes().Count() + 1);
            return CodePoints.FromUtf16(text, CodePoints.ToUtf16(text, position)) == position;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }
}
