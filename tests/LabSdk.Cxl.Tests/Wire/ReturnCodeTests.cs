using System.Globalization;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Return codes: the texts that the users of libcxlmi know, advice for each, names of the specification.</summary>
[Trait("Category", "Vectors")]
public class ReturnCodeTests
{
    public static TheoryData<int, string?> Texts()
    {
        var rows = new TheoryData<int, string?>();
        foreach (var vector in Vectors.Read("cxl", "behaviour.json").EnumerateArray().Where(vector => vector.TryGetProperty("text", out _)))
        {
            rows.Add(vector.GetProperty("code").GetInt32(), vector.GetProperty("text").GetString());
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_is_that_of_the_reference(int code, string? text) =>
        Assert.Equal(text, code is >= 0 and <= ushort.MaxValue ? ((CxlReturnCode)code).ToText() : null);

    [Fact]
    public void Every_code_of_the_table_has_a_name_a_text_and_advice()
    {
        var codes = WireNames.Table.GetProperty("return_codes").EnumerateArray().ToArray();
        Assert.Equal(Enum.GetValues<CxlReturnCode>().Select(code => (int)code), codes.Select(code => code.GetProperty("value").GetInt32()));
        Assert.All(codes, code =>
        {
            var value = (CxlReturnCode)code.GetProperty("value").GetInt32();
            Assert.Equal(code.GetProperty("reference_text").GetString(), value.ToText());
            Assert.EndsWith(".", value.Advice());
        });
        Assert.Equal(codes.Length, Enum.GetValues<CxlReturnCode>().Select(code => code.Advice()).Distinct().Count());
        Assert.NotEmpty(((CxlReturnCode)0x8001).Advice());
        Assert.Equal("32769", ((int)(CxlReturnCode)0x8001).ToString(CultureInfo.InvariantCulture));
    }
}
