using System.Runtime.InteropServices;

namespace TrapTagger.AppHost.Local;

/// <summary>What the operator says: stop (Ctrl+C, SIGTERM, a closed terminal), or end at once (Ctrl+C again).</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly PosixSignalRegistration[] _registrations;

    internal StopSignals() => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, Heard)),
    ];

    internal CancellationToken Stop => _stop.Token;

    internal CancellationToken Kill => _kill.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _stop.Dispose();
        _kill.Dispose();
    }

    private void Heard(PosixSignalContext context)
    {
        context.Cancel = true;

        // Only a person presses twice: a service manager and `dotnet run` may both pass on the same SIGTERM.
        if (context.Signal == PosixSignal.SIGINT && _stop.IsCancellationRequested)
        {
            _kill.Cancel();
        }

        _stop.Cancel();
    }
}
