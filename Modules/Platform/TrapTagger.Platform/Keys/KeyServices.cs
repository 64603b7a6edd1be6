using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Keys;

internal static class KeyServices
{
    /// <exception cref="UnusableSettingException">The secret that seals them can't be one.</exception>
    internal static void AddDatabaseKeys(this IServiceCollection services, IConfiguration configuration)
    {
        // Each key says what it is for: what older ones protect (AES-256-CBC) stays readable.
        services.AddDataProtection().SetApplicationName("TrapTagger").UseCryptographicAlgorithms(
            new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddSingleton(KeySeal.Read(configuration));
        services.AddSingleton<DatabaseKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => s.GetRequiredService<DatabaseKeys>());
        services.AddHostedService<CheckKeys>();
        // The framework looks for keys before the tables are there, and would print the exception of that. Whoever
        // needs a key later and finds none gets the exception.
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore.DataProtection.Internal", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LogLevel.None));
    }
}
