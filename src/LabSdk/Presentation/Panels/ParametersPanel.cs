using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>The parameters of a device as controls of their types: each sets its parameter, and follows whoever else sets it.</summary>
internal sealed class ParametersPanel : DevicePanel
{
    private readonly DeviceParameters _parameters;
    private readonly HtmlText _head;
    private readonly ParameterControl[] _controls;

    /// <param name="parameters">The parameters.</param>
    /// <param name="list">Those to show.</param>
    public ParametersPanel(DeviceParameters parameters, IEnumerable<Parameter> list)
        : base(parameters.Device.Lab)
    {
        _parameters = parameters;
        _controls = [.. list.Select(parameter => new ParameterControl(parameter, Altered))];
        _head = new HtmlText(Head(withValues: false)) { Width = "100%" };
        Content = new VBox([_head, .. _controls.Select(control => control.Widget)]) { Width = "580px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard() => Head(withValues: true);

    protected override void Draw()
    {
        foreach (var control in _controls)
        {
            control.Draw();
        }

        _head.Content = Head(withValues: false);
    }

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!_parameters.Device.Lab.IsClosed)
        {
            try
            {
                await Task.WhenAll(_controls.Select(control => control.ReadAsync(cancellationToken))).ConfigureAwait(false);
                Trouble = null;
                Altered();
                await foreach (var change in _parameters.ChangesAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    Array.Find(_controls, control => control.Parameter.Name == change.Name)?.Take(change);
                    Altered();
                }
            }
            catch (LabException error)
            {
                Failed(error);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), _parameters.Device.Lab.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private Card Head(bool withValues)
    {
        var body = new List<Block>();
        if (withValues)
        {
            body.Add(new PropertyList(_controls.Select(control => new Property(control.Parameter.Name, control.Value))));
        }

        body.AddRange(Troubles(_controls.Select(control => control.Error).Append(Trouble)));
        return new Card($"Parameters of {_parameters.Device.Id}", body)
        {
            State = Trouble is null && Array.TrueForAll(_controls, control => control.Error is null) ? State.Ok : State.Fault,
            StateWord = IsDisposed ? "closed" : Trouble is null ? "live" : "no answer",
            Badges = DeviceCard.Badges(_parameters.Device.Description.IsSimulated),
        };
    }
}
