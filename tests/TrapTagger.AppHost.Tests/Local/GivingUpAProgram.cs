using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class GivingUpAProgram : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GivingUpAProgram() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals and reads /proc.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task the_fifth_failed_start_ends_everything_with_its_last_words()
    {
        await using var host = RunningAppHost.StartIn(_folder, ("Kestrel__Endpoints__Wrong__Url", "not-an-address"));

        Assert.Equal(1, await host.Ends());
        Assert.Equal(5, host.Lines.Count(line => line.Contains("web is starting as process")));
        Assert.DoesNotContain(host.Lines, line => line.Contains("worker is starting"));
        var sentence = host.Lines.ToList().FindIndex(line => line.StartsWith("web did not start 5 times in a row"));
        Assert.Contains("not-an-address", string.Concat(host.Lines.Skip(sentence)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_setting_that_cannot_work_ends_everything_with_one_sentence()
    {
        await using var host = RunningAppHost.StartIn(
            _folder, ("ConnectionStrings__traptagger", "Server=127.0.0.1;Database=t;Colour=red"));

        Assert.Equal(1, await host.Ends());
        Assert.Single(host.Lines, line => line.Contains("is starting as process"));
        Assert.Single(host.Lines, line => line.Contains("The connection string of the database can't be read"));
        Assert.DoesNotContain(host.Lines, line => line.Contains("starting it again"));
    }
}
