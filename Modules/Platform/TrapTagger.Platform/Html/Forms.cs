using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TrapTagger.Platform.Html;

/// <summary>How the framework reads forms here.</summary>
public static class Forms
{
    /// <summary>The framework's check of forms; <see cref="AntiforgeryFilter"/> asks it.</summary>
    public static IServiceCollection AddForms(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>, NameFormsCookie>();
        return services;
    }

    /// <summary>Goes after what decides who is asking.</summary>
    public static IApplicationBuilder UseForms(this IApplicationBuilder app) => app
        .Use((http, next) =>
        {
            // A request that says of nothing that it is a form brings an empty one, and the handler tells what is
            // missing. Compiled handlers would throw (500).
            if (http.Request.ContentType is null && !HttpMethods.IsGet(http.Request.Method))
            {
                http.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            }
            return next(http);
        })
        .UseAntiforgery();

    private sealed class NameFormsCookie(IHttpContextAccessor http) : IConfigureOptions<AntiforgeryOptions>
    {
        public void Configure(AntiforgeryOptions options) => options.Cookie = new FormsCookie(http)
        {
            SameSite = SameSiteMode.Strict,
            HttpOnly = true,
            IsEssential = true,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
        };
    }
}
