using LabSdk.Odp;

namespace LabSdk.Simulation.Odp;

/// <summary>A signal of the car: how it is defined, and how a sample is read off its state.</summary>
internal abstract record CarSignal(string Identifier, string Unit, double Min, double Max, string Description, SampleKind Kind)
{
    /// <summary>Samples of the states at given times.</summary>
    public abstract SignalSamples Samples(CarState[] states, SampleTimes times, Func<int, double> noise);

    public OdpSignal Definition(double hz) => new(Identifier, "", "", Description, Unit, Min, Max) { Frequencies = hz > 0 ? [hz] : [], HasRows = hz == 0 };

    public static CarSignal Number(string identifier, string unit, double min, double max, string description, double noise, Func<CarState, double> read) =>
        new Doubles(identifier, unit, min, max, description, noise, read);

    public static CarSignal Integer(string identifier, double min, double max, string description, Func<CarState, int> read) =>
        new Of<int>(identifier, "", min, max, description, SampleKind.Int32, read, (name, values, times) => SignalSamples.Of(name, values, times));

    public static CarSignal Flag(string identifier, string description, Func<CarState, bool> read) =>
        new Of<bool>(identifier, "", 0, 1, description, SampleKind.Bool, read, (name, values, times) => SignalSamples.Of(name, values, times));

    public static CarSignal Text(string identifier, string description, Func<CarState, string> read) =>
        new Of<string>(identifier, "", 0, 0, description, SampleKind.String, read, (name, values, times) => SignalSamples.Of(name, values, times));

    private sealed record Doubles(string Identifier, string Unit, double Min, double Max, string Description, double Noise, Func<CarState, double> Read)
        : CarSignal(Identifier, Unit, Min, Max, Description, SampleKind.Double)
    {
        public override SignalSamples Samples(CarState[] states, SampleTimes times, Func<int, double> noise) =>
            SignalSamples.Of(Identifier, [.. states.Select((state, i) => Noise == 0 ? Read(state) : Math.Clamp(Read(state) + (Noise * noise(i)), Min, Max))], times);
    }

    private sealed record Of<T>(
        string Identifier, string Unit, double Min, double Max, string Description, SampleKind Kind, Func<CarState, T> Read, Func<string, T[], SampleTimes, SignalSamples> Make)
        : CarSignal(Identifier, Unit, Min, Max, Description, Kind)
    {
        public override SignalSamples Samples(CarState[] states, SampleTimes times, Func<int, double> noise) => Make(Identifier, [.. states.Select(Read)], times);
    }
}
