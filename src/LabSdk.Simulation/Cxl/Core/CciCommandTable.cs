using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The commands of one component, by opcode.</summary>
internal sealed class CciCommandTable
{
    private readonly SortedDictionary<ushort, CciCommand> _commands = [];

    public void Add(CxlCommand command, Func<CciCall, CciResult> run, CciRule rules = CciRule.None, CciLink links = CciLink.Any) =>
        _commands[command.Opcode] = new CciCommand(command.Opcode, command.RequestFixedSize, links, rules, command.Effects, run);

    /// <summary>Adds a command that has no description, or none of its own.</summary>
    public void Add(ushort opcode, int size, Func<CciCall, CciResult> run, CciRule rules, CciLink links, CxlCommandEffects effects = CxlCommandEffects.None) =>
        _commands[opcode] = new CciCommand(opcode, size, links, rules, effects, run);

    public void Add(ICciArea area) => area.Register(this);

    public CciCommand? Find(ushort opcode, CciLink link) =>
        _commands.TryGetValue(opcode, out var command) && (command.Links & link) != 0 ? command : null;

    /// <summary>What the component tells about itself on a link, in the order of opcodes.</summary>
    public IEnumerable<CciCommand> Listed(CciLink link) =>
        _commands.Values.Where(command => (command.Links & link) != 0 && !command.Rules.HasFlag(CciRule.Unlisted));
}
