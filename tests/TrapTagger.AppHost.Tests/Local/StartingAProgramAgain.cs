using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class StartingAProgramAgain : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StartingAProgramAgain() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals and reads /proc.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("TERM", 0)]
    public async Task a_program_that_someone_else_ended_is_started_again(string signal, int code)
    {
        await using var host = RunningAppHost.StartIn(_folder);
        await host.IsReady();
        var (web, worker, said) = (host.ProcessOf("web"), host.ProcessOf("worker"), host.Lines.Count);

        await host.Receives(signal, worker);

        await host.Says($@"worker ended \(exit code {code}\); starting it again in 1 s$");
        await host.Says("worker is starting as process", skip: said);
        Assert.NotEqual(worker, host.ProcessOf("worker"));
        Assert.Equal(web, host.ProcessOf("web"));
        await host.Receives("INT");
        Assert.Equal(0, await host.Ends());
    }
}
