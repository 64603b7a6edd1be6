using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Tests.Coordination;

/// <summary>The password of a Redis on another machine travels with every connection.</summary>
public sealed class TrustingARedis
{
    [Theory]
    [InlineData("redis.lan:6379,password=x", "redis.lan:6379")]
    [InlineData("10.0.0.7:7000,password=x", "10.0.0.7:7000")]
    [InlineData("127.0.0.1:6379,redis.lan:6379", "redis.lan:6379")]
    public void one_on_another_machine_that_is_reached_in_the_clear_is_refused(string settings, string named)
    {
        var refused = Assert.Throws<UnusableSettingException>(() => RedisSettings.Of(settings));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("add ssl=true", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password=x", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis.lan:6380,password=x,ssl=true")]
    [InlineData("redis.lan:6379,password=x, SSL = False")]
    [InlineData("127.0.0.1:6379,password=x")]
    [InlineData("localhost:6379")]
    [InlineData("[::1]:6379")]
    public void one_that_is_protected_or_on_this_machine_or_expressly_not_protected_is_not(string settings) =>
        Assert.NotEmpty(RedisSettings.Of(settings).Where);
}
