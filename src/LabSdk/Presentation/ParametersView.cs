using LabSdk.Devices;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The parameters of a device with their values. Never throws: what cannot be read says why.</summary>
internal static class ParametersView
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TableColumn[] Columns = ["Parameter", "Value", "Unit", "Type", "Range", "Access", "Meaning"];

    public static Block Of(DeviceParameters parameters)
    {
        try
        {
            var rows = parameters.Device.Lab.Calls.Run(
                new BlockingCall($"Reading the parameters of '{parameters.Device.Id}'") { Timeout = Patience },
                token => RowsAsync(parameters, token));
            var table = new TableModel(Columns, rows) { Caption = $"Parameters of {parameters.Device.Id}", RowNoun = "parameters" };
            return parameters.WatchError is { } error
                ? new Stack(table, new StatusRows(new StatusRow(State.Warn, "Changes are no longer watched", error.Message)))
                : table;
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            return new Card($"Parameters of {parameters.Device.Id}")
            {
                State = State.Fault,
                StateWord = "error",
                Body = [new TextBlock((error as LabException)?.Problem ?? error.Message)],
            };
        }
    }

    public static Block Of(Parameter parameter) => new TableModel(Columns, parameter.Lab.Calls.Run(
        new BlockingCall($"Reading '{parameter.Id}'") { Timeout = Patience * 1.5 },
        async token => new[] { await RowAsync(parameter, token).ConfigureAwait(false) }))
    {
        Caption = $"Parameter of {parameter.Description.Id}",
        ShowSize = false,
    };

    private static async Task<Cell[][]> RowsAsync(DeviceParameters parameters, CancellationToken cancellationToken)
    {
        var list = await parameters.ListAsync(cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(list.Select(parameter => RowAsync(parameter, cancellationToken))).ConfigureAwait(false);
    }

    private static async Task<Cell[]> RowAsync(Parameter parameter, CancellationToken cancellationToken)
    {
        var info = parameter.Info;
        return
        [
            Cell.Code(info.Name),
            await ValueAsync(parameter, cancellationToken).ConfigureAwait(false),
            info.Unit,
            info.Kind.ToString().ToLowerInvariant(),
            info.Choices.Count > 0 ? string.Join(", ", info.Choices) : info.Limits == DeviceLimits.None ? Cell.Null : Cell.Text(info.Limits.ToString()),
            (info.IsReadable, info.IsWritable) switch { (true, true) => "read, write", (true, false) => "read", (false, true) => "write", _ => "none" },
            info.Text,
        ];
    }

    private static async Task<Cell> ValueAsync(Parameter parameter, CancellationToken cancellationToken)
    {
        if (!parameter.Info.IsReadable)
        {
            return Cell.Null;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience * 0.8);
            return Cell.From((await parameter.GetAsync(patience.Token).ConfigureAwait(false)).Value);
        }
        catch (LabException error)
        {
            return Cell.Of(State.Fault, error.Problem);
        }
        catch (OperationCanceledException)
        {
            return Cell.Of(State.Fault, "no answer");
        }
    }
}
