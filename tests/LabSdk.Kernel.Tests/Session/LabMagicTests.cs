using LabSdk.Display;
using LabSdk.Kernel.Sessions;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Tests.Session;

/// <summary>The session that the kernel and headless runs share, with the real engine.</summary>
public sealed class LabMagicTests
{
    [Fact]
    public async Task Lab_is_simulated_shown_used_and_shown_again_in_few_words()
    {
        var engine = await LabSession.StartAsync();
        await using (engine)
        {
            var output = new Shown();
            var result = await engine.ExecuteAsync(new CellRequest("#!lab simulate\nvar ids = string.Join(' ', lab.Devices.Select(d => d.Id));\nids", output));
            Assert.True(result.Error is null, result.Error?.Message);
            Assert.Contains("mock_stage", (string)result.Value!, StringComparison.Ordinal);
            Assert.Contains(output.Texts, text => text.Contains("SIMULATED", StringComparison.Ordinal));

            result = await engine.ExecuteAsync(new CellRequest("#!lab conect x", output));
            Assert.Contains("#!lab connect", result.Error!.Message, StringComparison.Ordinal);

            result = await engine.ExecuteAsync(new CellRequest("lab.Dispose();", output));
            Assert.Null(result.Error);
        }
    }

    private sealed class Shown : ICellOutput
    {
        public List<string> Texts { get; } = [];

        public void Write(StandardStream stream, string text) => Texts.Add(text);

        public void Show(MimeBundle bundle) => Texts.Add(bundle.PlainText);

        public void ShowResult(MimeBundle bundle) => Texts.Add(bundle.PlainText);

        public ILiveDisplay ShowLive(MimeBundle first) => new CollectingSink().ShowLive(first);

        public void Clear(bool wait) => Texts.Clear();

        public string ReadLine(string prompt, bool isPassword) => throw new NotSupportedException();
    }
}
