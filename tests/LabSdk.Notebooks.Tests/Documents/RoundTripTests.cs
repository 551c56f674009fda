namespace LabSdk.Notebooks.Tests.Documents;

/// <summary>What a format can hold comes back; what it cannot is told.</summary>
public class RoundTripTests
{
    private const int Documents = 1500;

    public static TheoryData<NotebookFormat> Formats() => [.. Enum.GetValues<NotebookFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Documents_survive_unless_a_loss_is_told(NotebookFormat format)
    {
        var lossless = 0;
        for (var seed = 0; seed < Documents; seed++)
        {
            var document = new NotebookGenerator(seed).Document();
            var result = NotebookConverter.Convert(document, format);
            var back = NotebookConverter.Read(result.Text, format);
            if (result.Losses.Count == 0)
            {
                lossless++;
                Assert.True(Comparable(document) == Comparable(back), $"seed {seed}:\n{Comparable(document)}\n--- became\n{Comparable(back)}\n--- through\n{result.Text}");
            }
        }

        Assert.InRange(lossless, Documents / 50, Documents);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Written_texts_are_stable(NotebookFormat format)
    {
        for (var seed = 0; seed < Documents / 4; seed++)
        {
            var text = NotebookConverter.Convert(new NotebookGenerator(seed).Document(), format);
            if (text.Losses.Count == 0)
            {
                var again = NotebookConverter.Convert(NotebookConverter.Read(text.Text, format), format);
                Assert.True(text.Text == again.Text, $"seed {seed}:\n{text.Text}\n--- became\n{again.Text}");
            }
        }
    }

    [Fact]
    public void Jupyter_files_lose_nothing_at_all()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var result = NotebookConverter.Convert(new NotebookGenerator(seed).Document(), NotebookFormat.Ipynb);
            Assert.Empty(result.Losses);
            Assert.Equal(result.Text, NotebookConverter.Convert(NotebookConverter.Read(result.Text, NotebookFormat.Ipynb), NotebookFormat.Ipynb).Text);
        }
    }

    // Ids are made of the content where a format has none; the kernel stands in every Jupyter file.
    private static string Comparable(NotebookDocument document)
    {
        var complete = KernelMetadata.Complete(document);
        var metadata = (System.Text.Json.Nodes.JsonObject)complete.Metadata.DeepClone();
        metadata.Remove("kernelspec");
        metadata.Remove("language_info");
        metadata.Remove("polyglot_notebook");
        return IpynbWriter.Write(complete with { Metadata = metadata, Cells = [.. complete.Cells.Select(WithoutLanguage)] });
    }

    private static NotebookCell WithoutLanguage(NotebookCell cell)
    {
        var metadata = (System.Text.Json.Nodes.JsonObject)cell.Metadata.DeepClone();
        metadata.Remove("dotnet_interactive");
        metadata.Remove("polyglot_notebook");
        metadata["language"] = cell.Language;
        return cell with { Id = null, Metadata = metadata, Source = cell.Kind == NotebookCellKind.Code ? cell.Body : cell.Source, Language = KernelNames.CSharp };
    }
}
