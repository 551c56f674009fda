using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>A camera that lives: its newest frame with axes in pixels, a colour bar, and a choice of colours.</summary>
internal sealed class CameraPanel : DevicePanel
{
    // A front end takes about a megabyte a second from all outputs together; noise does not compress.
    private const int BytesPerSecond = 300_000;
    private const int MaxSide = 320;
    private static readonly ColorMap[] Maps = [ColorMap.Gray, ColorMap.Viridis, ColorMap.Inferno];
    private readonly Camera _camera;
    private readonly int _rate;
    private readonly HtmlText _view;
    private volatile ColorMap _colors = ColorMap.Gray;
    private Frame? _frame;
    private long _shown;
    private ulong _lost;

    public CameraPanel(Camera camera, int rateHz)
        : base(camera.Lab)
    {
        _camera = camera;
        _rate = rateHz;
        _view = new HtmlText(ToCard()) { Width = "100%" };
        var colors = new Dropdown(Maps.Select(map => map.Name)) { Description = "Colours", Width = "220px" };
        colors.Changed += name =>
        {
            _colors = Array.Find(Maps, map => map.Name == name)!;
            Altered();
        };
        Content = new VBox(_view, colors) { Width = "640px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard()
    {
        var frame = Volatile.Read(ref _frame);
        var facts = new PropertyList();
        var body = new List<Block> { facts };
        if (frame is null)
        {
            facts.Add("Frame", "none yet");
        }
        else
        {
            facts.Add("Frame", $"{frame.Number}, {frame.Width} × {frame.Height} px, {frame.BitDepth} bit");
            if (frame.Exposure is { } exposure)
            {
                facts.Add("Exposure", Cell.Number(exposure.TotalMilliseconds, "ms"));
            }

            facts.Add("Shown", $"{_shown}{(_lost > 0 ? $", {_lost} left out on the way" : "")}");
            body.Add(new Figure().XAxis("x", "px").YAxis("y", "px").Add(new ImageTrace(PixelImage.FromFrame(frame)) { Colors = _colors, MaxSide = MaxSide }));
        }

        body.AddRange(Troubles(Trouble));
        return new Card($"Camera {_camera.Id}", body)
        {
            Subtitle = _camera.Name == _camera.Id ? null : _camera.Name,
            State = Trouble is null ? State.Ok : State.Fault,
            StateWord = IsDisposed ? "closed" : Trouble is not null ? "no frames" : frame is null ? "connecting" : "live",
            Badges = DeviceCard.Badges(_camera.Description.IsSimulated),
        };
    }

    protected override void Draw() => _view.Content = ToCard();

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!_camera.Lab.IsClosed)
        {
            try
            {
                await WatchAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (LabException error)
            {
                Failed(error);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), _camera.Lab.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var options = new FrameOptions { MaxFramesPerSecond = _rate, BufferedFrames = 1 };
        await foreach (var pooled in _camera.FramesAsync(options, cancellationToken).ConfigureAwait(false))
        {
            using (pooled)
            {
                if (pooled.HasPixels)
                {
                    Volatile.Write(ref _frame, pooled.Copy());
                    _shown++;
                    _lost += pooled.LostBefore;
                }
            }

            Trouble = null;
            Altered();
            var pause = TimeSpan.FromSeconds((double)_view.Content.ToHtml().Length / BytesPerSecond);
            await Task.Delay(pause, _camera.Lab.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
