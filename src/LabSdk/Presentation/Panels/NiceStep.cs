namespace LabSdk.Presentation;

/// <summary>The step of a slider: a round number, fine enough to choose one of a few hundred places.</summary>
internal static class NiceStep
{
    private const double Places = 500;

    public static double Of(double span)
    {
        var raw = span / Places;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
