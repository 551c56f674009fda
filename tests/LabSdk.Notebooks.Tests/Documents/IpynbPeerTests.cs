using System.Diagnostics;

namespace LabSdk.Notebooks.Tests.Documents;

/// <summary>Our files are byte for byte those of Jupyter's own library.</summary>
public sealed class IpynbPeerTests : IDisposable
{
    // Reads each file, writes it as the library does, and says whether it is valid.
    private const string Peer = """
        import glob, json, os, sys, warnings
        warnings.simplefilter("ignore")
        import nbformat
        for name in sorted(glob.glob(os.path.join(sys.argv[1], "*.in.ipynb"))):
            with open(name, encoding="utf-8") as file:
                notebook = nbformat.read(file, as_version=nbformat.NO_CONVERT)
            if sys.argv[2] == "valid":
                nbformat.validate(notebook)
            with open(name.replace(".in.", ".out."), "w", encoding="utf-8", newline="\n") as file:
                nbformat.write(notebook, file, version=nbformat.NO_CONVERT)
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-peer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Generated_notebooks_are_valid_and_equal()
    {
        const int Count = 400;
        for (var seed = 0; seed < Count; seed++)
        {
            await NotebookFile.SaveAsync(new NotebookGenerator(seed).Document(), File($"{seed}.in.ipynb"));
        }

        await RunPeerAsync(mustBeValid: true);
        for (var seed = 0; seed < Count; seed++)
        {
            Assert.Equal(await System.IO.File.ReadAllTextAsync(File($"{seed}.out.ipynb")), await System.IO.File.ReadAllTextAsync(File($"{seed}.in.ipynb")));
        }
    }

    [Fact]
    public async Task Notebooks_of_others_are_written_as_the_library_writes_them()
    {
        // Escapes, numbers of every form, NaN, odd line ends, unknown keys, sorted keys beyond the first plane, version 4.2.
        await System.IO.File.WriteAllTextAsync(File("odd.in.ipynb"), """
            {"nbformat_minor": 2, "nbformat": 4, "metadata": {"b": 1e+16, "a": [1.0, -0.0, 1e-07, 12345678901234567890123, 0.1, true, null], "nan": NaN, "inf": [Infinity, -Infinity],
             "\ud83d\ude00": 1, "\uffee": 2, "z": "\u2028\u00e9\/\b\f\u001f\u007f\"\\", "orig_nbformat": 3, "signature": "x"},
             "cells": [{"cell_type": "code", "source": "a\r\nb\u000bc\u2028d\re", "metadata": {"trusted": true, "collapsed": false}, "execution_count": null, "outputs": [
               {"output_type": "display_data", "data": {"application/json": ["a", "b"], "text/html": ["<b>", "x</b>\n"], "image/svg+xml": "<svg>\n</svg>", "image/png": "AA\n"}, "metadata": {}},
               {"output_type": "stream", "name": "stderr", "text": ["one\n", "two"]}]},
              {"cell_type": "markdown", "source": ["# x\n", "y"], "metadata": {}, "attachments": {"a.txt": {"text/plain": "one\ntwo"}}},
              {"cell_type": "raw", "source": "", "metadata": {"format": "text/x-rst"}}]}
            """);
        var samples = new DirectoryInfo("/usr/lib/python3/dist-packages/nbclient/tests/files");
        Assert.True(samples.Exists, "The package python3-nbclient is not installed.");
        foreach (var sample in samples.GetFiles("*.ipynb"))
        {
            sample.CopyTo(File(Path.GetFileNameWithoutExtension(sample.Name) + ".in.ipynb"));
        }

        await RunPeerAsync(mustBeValid: false);
        var compared = 0;
        foreach (var peer in _folder.GetFiles("*.out.ipynb"))
        {
            var expected = await System.IO.File.ReadAllTextAsync(peer.FullName);
            foreach (var file in new[] { peer.FullName, peer.FullName.Replace(".out.", ".in.", StringComparison.Ordinal) })
            {
                Assert.Equal(expected, IpynbWriter.Write(await NotebookFile.LoadAsync(file)));
                compared++;
            }
        }

        Assert.InRange(compared, 20, 200);
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private async Task RunPeerAsync(bool mustBeValid)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Peer, _folder.FullName, mustBeValid ? "valid" : "any"]) { RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            var error = await python.StandardError.ReadToEndAsync(limit.Token);
            await python.WaitForExitAsync(limit.Token);
            Assert.True(python.ExitCode == 0, error);
        }
        finally
        {
            if (!python.HasExited)
            {
                python.Kill(entireProcessTree: true);
            }
        }
    }
}
