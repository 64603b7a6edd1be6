using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Health;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Tests.Health;

public sealed class JudgingTheSite
{
    private const long Gigabyte = 1_000_000_000;

    [Theory]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(-300, null)]
    [InlineData(1230, "The clock of X is 20 minutes ahead of the database's")]
    [InlineData(-400, "The clock of X is 6 minutes behind the database's")]
    public void clocks_may_differ_by_five_minutes(int seconds, string? complaint)
    {
        var said = ClockHealth.Complaint("The clock of X", TimeSpan.FromSeconds(seconds));

        Assert.Equal(complaint, said?.Split(':')[0]);
    }

    [Theory]
    [InlineData(500, 1000, HealthStatus.Healthy)]
    [InlineData(3, 1000, HealthStatus.Healthy)]
    [InlineData(1, 1000, HealthStatus.Degraded)]
    [InlineData(1, 16, HealthStatus.Healthy)]
    [InlineData(0, 16, HealthStatus.Degraded)]
    public void a_disk_is_nearly_full_by_its_size(long free, long size, HealthStatus expected) =>
        Assert.Equal(expected, DiskHealth.Judge(free * Gigabyte, size * Gigabyte).Status);

    [Fact]
    public void a_site_that_just_started_waits_for_its_workers()
    {
        Assert.Null(WorkersHealth.Complaint([], TimeSpan.FromSeconds(20)));
        Assert.StartsWith("No worker runs", WorkersHealth.Complaint([], TimeSpan.FromSeconds(40)));
        Assert.StartsWith("No worker runs", WorkersHealth.Complaint([Seen(secondsAgo: 31)], TimeSpan.FromHours(1)));
        Assert.Null(WorkersHealth.Complaint([Seen(secondsAgo: 31), Seen(secondsAgo: 2)], TimeSpan.FromHours(1)));
    }

    private static WorkerSeen Seen(int secondsAgo)
    {
        var now = new DateTimeOffset(2026, 5, 3, 10, 0, 0, TimeSpan.Zero);
        return new() { Host = "jaguar", ReadAt = now, SeenAt = now.AddSeconds(-secondsAgo) };
    }
}
