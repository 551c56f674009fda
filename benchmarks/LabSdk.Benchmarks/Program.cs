using System.Globalization;
using BenchmarkDotNet.Running;
using LabSdk.Benchmarks.Harness;
using LabSdk.Benchmarks.Long;

// roundtrip [SAMPLES], soak [MINUTES]: long runs of telemetry.
// compare [FILTER]: each of our paths beside its peer, in one run, as ratios.   micro [...]: BenchmarkDotNet.
return args switch
{
    ["micro", .. var rest] => Micro(rest),
    ["compare", .. var rest] => await ComparisonRun.RunAsync(rest.FirstOrDefault() ?? ""),
    ["roundtrip", .. var rest] => await LongRuns.RoundTripAsync(long.Parse(rest.FirstOrDefault() ?? "10000000", CultureInfo.InvariantCulture)),
    ["soak", .. var rest] => await LongRuns.SoakAsync(double.Parse(rest.FirstOrDefault() ?? "10", CultureInfo.InvariantCulture)),
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
    Console.Error.WriteLine("Usage: benchmarks/run [compare [NAME-PART] | micro [BenchmarkDotNet options] | roundtrip [SAMPLES] | soak [MINUTES]]");
    return 2;
}
