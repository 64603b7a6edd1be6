using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TrapTagger.ServiceDefaults;

/// <summary>
/// The life of a process that another one started: it ends when its standard input does. That reaches it on every
/// platform, and also when the other process was killed, so none is left behind. Ctrl+C goes to the whole terminal
/// and is left to the other process, which stops its children in order.
/// </summary>
internal sealed class EndOfInputLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private static readonly TimeSpan PatienceWithStart = TimeSpan.FromSeconds(20);

    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = true));
        }

        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            application.StopApplication();
        }));

        // A thread, not a task: a read of the console can't be cancelled and would hold a pool thread for good.
        new Thread(StopAtEndOfInput) { IsBackground = true, Name = "end of input" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }

        // A start that is cut short fails with call stacks: it is left to finish, unless it takes too long.
        application.ApplicationStarted.Register(application.StopApplication);
        Thread.Sleep(PatienceWithStart);
        application.StopApplication();
    }
}

internal static class EndOfInputLifetimeExtensions
{
    /// <summary>Set to <c>true</c> by whoever starts this process and keeps its standard input open.</summary>
    private const string Switch = "TRAPTAGGER_STOP_AT_END_OF_INPUT";

    internal static void AddEndOfInputLifetime(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Switch] != "true")
        {
            return;
        }

        builder.Services.AddSingleton<IHostLifetime, EndOfInputLifetime>();

        // Open connections and jobs are cut well before the AppHost kills, thirty seconds after the input's end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
    }
}
