using LabSdk.Tests.Runs;
using LabSdk.Tests.Runs.Catalog;
using LabSdk.Tests.Tapes;

// The entry point of the assembly as another process of one of its tests; the tests themselves are run by their host.
return args switch
{
    [KilledProcess.Verb, var folder] => KilledProcess.Measure(folder),
    [CrowdedFolderTests.WriterVerb, var folder, var who] => CrowdedFolderTests.Write(folder, who),
    [CrowdedFolderTests.DeleterVerb, var folder] => CrowdedFolderTests.Delete(folder),
    [KilledRecording.Verb, var path] => KilledRecording.Run(path),
    _ => 2,
};
