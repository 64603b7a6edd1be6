using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class StoppingTheApplication : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StoppingTheApplication() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals and reads /proc.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task what_a_terminal_sends_to_everyone_is_left_to_the_apphost(string signal)
    {
        await using var host = RunningAppHost.StartIn(_folder);
        await host.IsReady();

        await host.Receives(signal, host.Children());
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.All(host.Children(), child => Assert.True(RunningAppHost.IsAlive(child)));
        await host.Receives(signal);

        Assert.Equal(0, await host.Ends());
        Assert.DoesNotContain(host.Children(), RunningAppHost.IsAlive);
        Assert.DoesNotContain(host.Lines, line => line.Contains("starting it again"));
        Assert.Empty(host.Errors);
    }

    [Fact]
    public async Task it_stops_as_quietly_before_it_is_ready()
    {
        await using var host = RunningAppHost.StartIn(_folder);
        await host.Says("web is starting as process");

        await host.Receives("INT");

        Assert.Equal(0, await host.Ends());
        Assert.False(RunningAppHost.IsAlive(host.ProcessOf("web")));
        Assert.DoesNotContain(host.Lines, line => line.Contains("exception", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task web_waits_for_a_worker_that_does_not_stop_until_a_second_interrupt()
    {
        await using var host = RunningAppHost.StartIn(_folder);
        await host.IsReady();
        await host.Receives("STOP", host.ProcessOf("worker"));

        await host.Receives("INT");
        await host.Says("stopping");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.True(RunningAppHost.IsAlive(host.ProcessOf("web")));
        await host.Receives("INT");

        Assert.Equal(1, await host.Ends());
        Assert.Contains(host.Lines, line => line.EndsWith("worker was ended before it had stopped by itself"));
        Assert.DoesNotContain(host.Children(), RunningAppHost.IsAlive);
    }

    [Fact]
    public async Task no_program_outlives_a_killed_apphost()
    {
        await using var host = RunningAppHost.StartIn(_folder);
        await host.IsReady();

        await host.Receives("KILL");

        await RunningAppHost.AreGone(within: TimeSpan.FromSeconds(5), host.Children());
    }
}
