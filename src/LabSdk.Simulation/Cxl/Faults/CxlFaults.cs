namespace LabSdk.Simulation;

/// <summary>Faults to come of one simulated CXL component, by opcode.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CxlFaults
{
    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];

    internal CxlFaults()
    {
    }

    /// <summary>Lets commands go wrong. Several faults can meet in one command: all of them apply.</summary>
    /// <param name="opcode">The opcode; null for every command.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many commands. Default 1.</param>
    /// <param name="after">How many of these commands, counted from now, go well before. Default 0.</param>
    public void On(ushort? opcode, CxlFault fault, int times = 1, int after = 0)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        lock (_gate)
        {
            _rules.Add(new Rule(opcode, fault) { Left = times, Before = after });
        }
    }

    /// <summary>Forgets all faults to come.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>The faults that meet this command; they are used up by it.</summary>
    internal IReadOnlyList<CxlFault> Take(ushort opcode)
    {
        lock (_gate)
        {
            if (_rules.Count == 0)
            {
                return [];
            }

            var found = new List<CxlFault>();
            foreach (var rule in _rules.Where(rule => rule.Opcode is not { } only || only == opcode))
            {
                if (rule.Before > 0)
                {
                    rule.Before--;
                }
                else if (rule.Left > 0)
                {
                    rule.Left--;
                    found.Add(rule.Fault);
                }
            }

            _rules.RemoveAll(rule => rule.Left == 0);
            return found;
        }
    }

    private sealed class Rule(ushort? opcode, CxlFault fault)
    {
        public ushort? Opcode => opcode;

        public CxlFault Fault => fault;

        public int Left { get; set; }

        public int Before { get; set; }
    }
}
