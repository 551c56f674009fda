using LabSdk.Tests.Runs;

// The entry point of the assembly as another process of one of its tests; the tests themselves are run by their host.
return args is [KilledProcess.Verb, var folder] ? KilledProcess.Measure(folder) : 2;
