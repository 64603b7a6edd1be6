using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Storage;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>A folder on a disk of one mebibyte.</summary>
public sealed class FillingTheDisk : IAsyncLifetime
{
    private readonly TemporaryFolder _disk = new();
    private bool _isMounted;

    public async ValueTask InitializeAsync()
    {
        _isMounted = OperatingSystem.IsLinux()
            && await Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _disk.Path) == 0;
        Assert.SkipUnless(_isMounted, "A small disk can't be mounted here: that takes Linux and its root.");
    }

    [Fact]
    public async Task what_does_not_fit_waits_for_room_and_leaves_what_was_there()
    {
        var store = new FolderStore(_disk["objects"], new(new byte[32], TimeProvider.System));
        await store.WriteAsync("wild/a.jpg", new byte[1000], Ct);

        var full = await Assert.ThrowsAsync<UnavailableException>(
            () => store.WriteAsync("wild/a.jpg", new byte[2 << 20], Ct));

        Assert.Equal($"The disk of {_disk["objects"]} is full: make room on it.", full.Message);
        Assert.Equal(1000, await store.SizeAsync("wild/a.jpg", Ct));
        Assert.Single(await store.ListAsync("", Ct).ToListAsync(Ct));
        await store.WriteAsync("wild/b.jpg", new byte[1000], Ct);
    }

    [Fact]
    public async Task it_is_said_before_it_is_full()
    {
        var check = new FolderHealth(new(_disk["objects"], new(new byte[32], TimeProvider.System)));

        var seen = await check.CheckHealthAsync(new(), Ct);

        Assert.Equal(HealthStatus.Degraded, seen.Status);
        Assert.StartsWith(
            $"The disk of {_disk["objects"]} is nearly full: ", seen.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_disk_that_may_be_read_only_keeps_its_objects_and_takes_none()
    {
        var store = new FolderStore(_disk["objects"], new(new byte[32], TimeProvider.System));
        await store.WriteAsync("wild/a.jpg", new byte[1000], Ct);
        Assert.Equal(0, await Run("mount", "-o", "remount,ro", _disk.Path));

        var refused = await Assert.ThrowsAsync<UnavailableException>(
            () => store.WriteAsync("wild/b.jpg", new byte[1000], Ct));
        var kept = await Assert.ThrowsAsync<UnavailableException>(() => store.DeleteAsync("wild/a.jpg", Ct));
        var seen = await new FolderHealth(store).CheckHealthAsync(new(), Ct);

        foreach (var said in (string[])[refused.Message, kept.Message, seen.Description!])
        {
            Assert.StartsWith(
                $"The folder {_disk["objects"]} can't be used: Read-only", said, StringComparison.Ordinal);
        }
        Assert.Equal(1000, (await store.ReadAsync("wild/a.jpg", Ct))!.Length);
        Assert.Equal(0, await Run("mount", "-o", "remount,rw", _disk.Path));
        await store.WriteAsync("wild/b.jpg", new byte[1000], Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
        {
            Assert.Equal(0, await Run("umount", _disk.Path));
        }
        _disk.Dispose();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(Ct);
        return process.ExitCode;
    }
}
