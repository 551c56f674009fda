using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk.Display;

/// <summary>Registers the views of the types of LabSdk.Core.</summary>
internal static class CoreViews
{
    public static void Register()
    {
        Views.Register<Exception>(ErrorView.Of);
        Views.Register<DataFrame>(FrameView.Of);
        Views.Register<DataFrameBuilder>(builder => FrameView.Of(builder.Snapshot()));
        Views.Register<DataColumn>(column => FrameView.Of(new DataFrame(column)));
        Views.Register<Frame>(CameraFrameView.Of);
        Views.Register<Reading>(ReadingView.Of);
        Views.Register<Quantity>(value => new TextBlock(Cell.Number(value.Value, value.Unit).ToString()));
        Views.Register<MotionProgress>(ReadingView.Of);
        Views.Register<Motion>(motion => ReadingView.Of(motion.Progress, motion.DeviceId));
        Views.Register<HealthFact>(fact => HealthView.Of([fact]));
        Views.Register<IEnumerable<HealthFact>>(HealthView.Of);
        Views.Register<DeviceDescription>(DeviceView.Of);
        Views.Register<IEnumerable<DeviceDescription>>(DeviceView.Table);
        Views.Register<ParameterDescription>(parameter => ParameterView.Table([parameter]));
        Views.Register<IEnumerable<ParameterDescription>>(ParameterView.Table);
        Views.Register<ParameterValue>(value => new TextBlock(ParameterView.Value(value).ToString()));
    }
}
