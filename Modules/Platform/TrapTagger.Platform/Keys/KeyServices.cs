using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrapTagger.Platform.Keys;

internal static class KeyServices
{
    internal static void AddDatabaseKeys(this IServiceCollection services)
    {
        // Each key says what it is for: what older ones protect (AES-256-CBC) stays readable.
        services.AddDataProtection().SetApplicationName("TrapTagger").UseCryptographicAlgorithms(
            new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, DatabaseKeys>();
        // The framework looks for keys before the tables are there, and would print the exception of that. Whoever
        // needs a key later and finds none gets the exception.
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore.DataProtection.Internal", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LogLevel.None));
    }
}
