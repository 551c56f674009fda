using LabSdk.Grpc.Server.Calls;
using LabSdk.Grpc.Server.Faults;
using LabSdk.Grpc.Server.Interception;
using LabSdk.Simulation.Daq;

namespace LabSdk.Simulation;

/// <summary>Faults to come, by method. They outlive a restart of the daemon until they are used up or cleared.</summary>
/// <remarks>Thread-safe. Rules can be added and cleared while calls are running; running calls keep their fate.</remarks>
public sealed class DaemonFaults
{
    private readonly FaultInjector _transport;
    private readonly Lock _gate = new();
    private readonly List<AnswerRule> _answers = [];

    internal DaemonFaults(TimeProvider time)
    {
        _transport = new FaultInjector(time);
        Answers = new AnswerInterceptor(this);
    }

    internal IServerInterceptor Transport => _transport;

    internal IServerInterceptor Answers { get; }

    /// <summary>Lets calls of a method go wrong.</summary>
    /// <param name="method">A method name such as <c>ReadValue</c>, or its full path <c>/daq.HardwareService/ReadValue</c>.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many calls. Default: all.</param>
    /// <param name="after">How many calls of the method, counted from now, go well before. Default 0.</param>
    public void On(string method, Fault fault, int times = int.MaxValue, int after = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        if (fault.Rule is { } rule)
        {
            _transport.Add(rule(method, times, after));
            return;
        }

        lock (_gate)
        {
            _answers.Add(new AnswerRule(method, fault.Change!, times, after));
        }
    }

    /// <summary>Forgets all faults to come.</summary>
    public void Clear()
    {
        _transport.Clear();
        lock (_gate)
        {
            _answers.Clear();
        }
    }

    private CallFaults AnswersFor(HttpServerCallContext call)
    {
        var faults = new CallFaults();
        lock (_gate)
        {
            foreach (var rule in _answers)
            {
                faults = rule.Takes(call.ServerMethod.Method) ? rule.Change(faults) : faults;
            }
        }

        return faults;
    }

    private sealed class AnswerRule(string name, Func<CallFaults, CallFaults> change, int times, int after)
    {
        private int _seen;

        public Func<CallFaults, CallFaults> Change => change;

        public bool Takes(global::Grpc.Core.IMethod method)
        {
            if (name != method.FullName && name != method.Name)
            {
                return false;
            }

            var index = _seen++;
            return index >= after && index - after < times;
        }
    }

    private sealed class AnswerInterceptor(DaemonFaults faults) : IServerInterceptor
    {
        public Task InvokeAsync(HttpServerCallContext call, Func<HttpServerCallContext, Task> next)
        {
            var answers = faults.AnswersFor(call);
            answers.AttachTo(call);
            return answers.Refusal is { } refusal ? throw refusal : next(call);
        }
    }
}
