namespace LabSdk.Connecting;

/// <summary>Something that is begun and ended: staging, a frame stream.</summary>
/// <param name="On">Begins it; the number is a count where one applies, else 0.</param>
/// <param name="Off">Ends it.</param>
internal sealed record Switching(Func<int, CancellationToken, Task> On, Func<CancellationToken, Task> Off);
