using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>
/// Draws a switch: hosts above, in the box its virtual switches with their vPPBs, downstream ports on its lower edge, devices below with
/// a cell for each logical device. Lines show links (thicker is wider) and, inside the box, bindings.
/// </summary>
internal sealed class CxlSwitchDrawing
{
    private const double Margin = 10, ColumnWidth = 140, HostHeight = 30, LinkHeight = 40, PortHeight = 24, PortWidth = 66;
    private const double VcsHeader = 22, VppbWidth = 28, VppbHeight = 22, VppbGap = 6, HubGap = 44, DeviceHeight = 46, DeviceWidth = 112, LdCell = 13;
    private const int VppbsInRow = 8, LdsInRow = 8, MostLds = 64, PortsInRow = 8;

    private readonly CxlPorts _ports;
    private readonly CxlPort[] _upstream;
    private readonly CxlPort[] _downstream;
    private readonly List<Shape> _shapes = [];
    private readonly Dictionary<(byte Port, int Ld), Ink> _bound = [];
    private readonly Dictionary<byte, (double X, double Y)> _portTops = [];

    public CxlSwitchDrawing(CxlPorts ports)
    {
        _ports = ports;
        _upstream = [.. ports.Where(port => port.State.Configuration.State == CxlPortConfigurationState.Usp)];
        _downstream = [.. ports.Except(_upstream)];
    }

    public Drawing Draw(Block inWords)
    {
        var vcsWidths = _ports.VirtualSwitches.Select(WidthOf).ToArray();
        var width = (2 * Margin) + Math.Max(
            Math.Max(Math.Min(Math.Max(_downstream.Length, 1), PortsInRow) * ColumnWidth, vcsWidths.Sum() + ((vcsWidths.Length + 1) * Margin)),
            Math.Max(_upstream.Length, 1) * ColumnWidth);
        var hubTop = _upstream.Length > 0 ? Margin + HostHeight + LinkHeight : Margin;
        var vcsTop = hubTop + (_upstream.Length > 0 ? (PortHeight / 2) + 22 : 30);
        var vcsHeight = _ports.VirtualSwitches.Count == 0 ? 0 : _ports.VirtualSwitches.Max(HeightOf);
        var hubBottom = vcsTop + vcsHeight + HubGap;

        _shapes.Add(new Box(Margin, hubTop, width - (2 * Margin), hubBottom - hubTop, Ink.Soft, Ink.Line) { Radius = 8, Thickness = 1.5 });
        _shapes.Add(new Label(width - Margin - 12, hubTop + 16, $"{_ports.Device.Id}{_ports.Mark}", 12, Ink.Muted) { Anchor = Align.Right, Room = width / 2 });
        NotePorts(width, hubBottom);
        var uspX = Upstream(width, hubTop);
        VirtualSwitches(vcsWidths, width, vcsTop, vcsHeight, hubTop, uspX);
        var bottom = Downstream(hubBottom);
        return new Drawing(width, bottom + Margin, _shapes, inWords) { Title = $"Switch {_ports.Device.Id}" };
    }

    private static int Rows(CxlVcs vcs) => Math.Max(1, (vcs.Vppbs.Count + VppbsInRow - 1) / VppbsInRow);

    private static double WidthOf(CxlVcs vcs) => Math.Max(96, (Math.Min(vcs.Vppbs.Count, VppbsInRow) * (VppbWidth + VppbGap)) + VppbGap + 4);

    private static double HeightOf(CxlVcs vcs) => VcsHeader + (Rows(vcs) * (VppbHeight + VppbGap)) + 4;

    private static double Thickness(CxlPort port) => 1.5 + Math.Log2(Math.Max(1, CxlLinks.Width(port.State.NegotiatedLinkWidth)));

    // Where each downstream port will stand, before lines are drawn to it.
    private void NotePorts(double width, double hubBottom)
    {
        var columns = Math.Min(Math.Max(_downstream.Length, 1), PortsInRow);
        var step = (width - (2 * Margin)) / columns;
        for (var i = 0; i < _downstream.Length; i++)
        {
            var row = i / PortsInRow;
            _portTops[_downstream[i].Id] = (Margin + (step * ((i % PortsInRow) + 0.5)), hubBottom - (PortHeight / 2) + (row * RowHeight()));
        }
    }

    private double RowHeight()
    {
        var lds = _downstream.Length == 0 ? 0 : _downstream.Max(LdsOf);
        return PortHeight + LinkHeight + DeviceHeight + (lds == 0 ? 0 : (((lds + LdsInRow - 1) / LdsInRow) * LdCell) + 22) + 16;
    }

    private Dictionary<byte, double> Upstream(double width, double hubTop)
    {
        var places = new Dictionary<byte, double>();
        var step = (width - (2 * Margin)) / Math.Max(_upstream.Length, 1);
        for (var i = 0; i < _upstream.Length; i++)
        {
            var port = _upstream[i];
            var x = Margin + (step * (i + 0.5));
            places[port.Id] = x;
            var (state, word) = CxlPortTable.StateOf(port);
            _shapes.Add(new Connector(x, Margin + HostHeight, x, hubTop - (PortHeight / 2), Inks.Of(state), Thickness(port)) { IsDashed = !port.IsUp });
            _shapes.Add(new Label(x + 10, Margin + HostHeight + 18, port.IsUp ? port.Link : word, 11, port.IsUp ? Ink.Muted : Inks.Of(state)) { Room = ColumnWidth });
            Rounded(x, Margin, 92, HostHeight, "host", Inks.Of(state));
            Port(port, x, hubTop - (PortHeight / 2));
        }

        return places;
    }

    private void VirtualSwitches(double[] widths, double width, double top, double height, double hubTop, Dictionary<byte, double> uspX)
    {
        var room = (width - (2 * Margin) - widths.Sum()) / (widths.Length + 1);
        var x = Margin + room;
        for (var i = 0; i < widths.Length; i++)
        {
            var vcs = _ports.VirtualSwitches[i];
            var ink = Inks.Series(i);
            var isOn = vcs.VcsState == CxlVcsState.Enabled;
            if (uspX.TryGetValue(vcs.UspId, out var above))
            {
                _shapes.Add(new Connector(above, hubTop + (PortHeight / 2), x + (widths[i] / 2), top, ink));
            }

            _shapes.Add(new Box(x, top, widths[i], height, Ink.Ground, ink) { Thickness = 1.5, IsDashed = !isOn });
            _shapes.Add(new Label(x + 8, top + 15, isOn ? $"VCS {vcs.VcsId}" : $"VCS {vcs.VcsId}, {CxlText.Words(vcs.VcsState)}", 12, ink) { IsBold = true, Room = widths[i] - 12 });
            for (var vppb = 0; vppb < vcs.Vppbs.Count; vppb++)
            {
                var left = x + VppbGap + (vppb % VppbsInRow * (VppbWidth + VppbGap));
                Vppb(vcs.Vppbs[vppb], vppb, left, top + VcsHeader + (vppb / VppbsInRow * (VppbHeight + VppbGap)), ink);
            }

            x += widths[i] + room;
        }
    }

    private void Vppb(CxlVppb vppb, int number, double x, double y, Ink ink)
    {
        var isBound = CxlVirtualSwitchView.IsBound(vppb);
        if (isBound && _portTops.TryGetValue(vppb.BoundPortId, out var port))
        {
            _shapes.Add(new Connector(x + (VppbWidth / 2), y + VppbHeight, port.X, port.Y, ink, 1.5));
            _bound[(vppb.BoundPortId, vppb.Binding == CxlVppbBinding.BoundLD ? vppb.BoundLdId : -1)] = ink;
        }

        var what = CxlVirtualSwitchView.Binding(vppb).ToString();
        _shapes.Add(new Box(x, y, VppbWidth, VppbHeight, isBound ? ink : null, isBound ? ink : Ink.Muted)
        {
            IsDashed = !isBound,
            Tip = isBound ? string.Create(CultureInfo.InvariantCulture, $"vPPB {number}: {what}, port {vppb.BoundPortId}{(vppb.Binding == CxlVppbBinding.BoundLD ? $", LD {vppb.BoundLdId}" : "")}") : $"vPPB {number}: {what}",
        });
        _shapes.Add(new Label(x + (VppbWidth / 2), y + 15, number.ToString(CultureInfo.InvariantCulture), 12, isBound ? Ink.Ground : Ink.Muted) { Anchor = Align.Center });
    }

    private double Downstream(double hubBottom)
    {
        var bottom = hubBottom + (PortHeight / 2);
        foreach (var port in _downstream)
        {
            var (x, y) = _portTops[port.Id];
            var (state, word) = CxlPortTable.StateOf(port);
            var deviceTop = y + PortHeight + LinkHeight;
            if (port.IsUsed)
            {
                _shapes.Add(new Connector(x, y + PortHeight, x, deviceTop, Inks.Of(state), Thickness(port)) { IsDashed = !port.IsUp });
                _shapes.Add(new Label(x + 8, y + PortHeight + 24, port.IsUp ? port.Link : "no link", 11, port.IsUp ? Ink.Muted : Inks.Of(state)) { Room = (ColumnWidth / 2) + 12 });
                bottom = Math.Max(bottom, Device(port, state, word, x, deviceTop));
            }
            else
            {
                _shapes.Add(new Label(x, y + PortHeight + 16, word, 11, Ink.Muted) { Anchor = Align.Center });
                bottom = Math.Max(bottom, y + PortHeight + 22);
            }

            Port(port, x, y);
        }

        return bottom;
    }

    private double Device(CxlPort port, State state, string word, double x, double y)
    {
        _shapes.Add(new Box(x - (DeviceWidth / 2), y, DeviceWidth, DeviceHeight, Ink.Ground, Inks.Of(state)) { Radius = 6, Thickness = 1.5, Tip = $"port {port.Id}: {word}" });
        _shapes.Add(new Label(x, y + 19, CxlPortTable.OnIt(port), 12) { Anchor = Align.Center, IsBold = true, Room = DeviceWidth - 8 });
        _shapes.Add(new Label(x, y + 36, $"{Symbol(state)} {word}", 11, Inks.Of(state)) { Anchor = Align.Center, Room = DeviceWidth - 8 });
        var lds = LdsOf(port);
        if (lds == 0)
        {
            return y + DeviceHeight;
        }

        var left = x - (Math.Min(lds, LdsInRow) * LdCell / 2);
        var top = y + DeviceHeight + 6;
        for (var ld = 0; ld < lds; ld++)
        {
            var isBound = _bound.TryGetValue((port.Id, ld), out var ink);
            _shapes.Add(new Box(left + (ld % LdsInRow * LdCell), top + (ld / LdsInRow * LdCell), LdCell - 2, LdCell - 2, isBound ? ink : Ink.Soft, isBound ? ink : Ink.Line)
            {
                Radius = 2,
                Tip = isBound ? $"LD {ld}: bound" : $"LD {ld}: not bound",
            });
        }

        var rows = (lds + LdsInRow - 1) / LdsInRow;
        var bound = _bound.Keys.Count(key => key.Port == port.Id && key.Ld >= 0);
        _shapes.Add(new Label(x, top + (rows * LdCell) + 11, $"{lds} LDs, {bound} bound", 11, Ink.Muted) { Anchor = Align.Center });
        return top + (rows * LdCell) + 16;
    }

    private static int LdsOf(CxlPort port) => Math.Min((int)port.State.SupportedLdCount, MostLds);

    private static string Symbol(State state) => state switch
    {
        State.Ok => "●",
        State.Warn => "▲",
        State.Fault => "■",
        _ => "○",
    };

    private void Port(CxlPort port, double x, double y)
    {
        var (state, word) = CxlPortTable.StateOf(port);
        _shapes.Add(new Box(x - (PortWidth / 2), y, PortWidth, PortHeight, Ink.Ground, Inks.Of(state)) { Thickness = 1.5, IsDashed = !port.IsUsed, Tip = $"port {port.Id}, {CxlPortTable.Role(port)}: {word}" });
        _shapes.Add(new Label(x, y + 16, $"port {port.Id}", 12, port.IsUsed ? Ink.Text : Ink.Muted) { Anchor = Align.Center });
    }

    private void Rounded(double x, double y, double width, double height, string text, Ink edge)
    {
        _shapes.Add(new Box(x - (width / 2), y, width, height, Ink.Ground, edge) { Radius = 14, Thickness = 1.5 });
        _shapes.Add(new Label(x, y + 19, text, 12) { Anchor = Align.Center, IsBold = true });
    }
}
