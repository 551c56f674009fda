using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Answers that wait for their command, in order for each opcode. Guarded by the component's lock.</summary>
internal sealed class CxlScript(Lock gate)
{
    private readonly Dictionary<ushort, Queue<Answer>> _answers = [];

    /// <summary>An answer: a result, or what makes a whole message of the request, as it is to stand on the wire.</summary>
    public sealed record Answer(CciResult? Result, Func<ReadOnlyMemory<byte>, byte[]>? Message);

    public void Add(ushort opcode, Answer answer)
    {
        lock (gate)
        {
            if (!_answers.TryGetValue(opcode, out var waiting))
            {
                _answers[opcode] = waiting = new Queue<Answer>();
            }

            waiting.Enqueue(answer);
        }
    }

    public Answer? Take(ushort opcode) => _answers.TryGetValue(opcode, out var waiting) && waiting.TryDequeue(out var answer) ? answer : null;
}
