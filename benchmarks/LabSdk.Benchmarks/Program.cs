using BenchmarkDotNet.Running;
using LabSdk.Benchmarks.Harness;

// compare [FILTER]: each of our paths beside its peer, in one run, as ratios.   micro [...]: BenchmarkDotNet.
return args switch
{
    ["micro", .. var rest] => Micro(rest),
    ["compare", .. var rest] => await ComparisonRun.RunAsync(rest.FirstOrDefault() ?? ""),
    [] => await ComparisonRun.RunAsync(""),
    _ => Usage(),
};

static int Micro(string[] rest)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("Usage: benchmarks/run [compare [NAME-PART] | micro [BenchmarkDotNet options]]");
    return 2;
}
