using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PolyCloud.ContainerWorker.Api.Pipeline;

namespace PolyCloud.ContainerWorker.Api.Documents;

/// <summary>The OpenAPI document: the same bytes wherever it is made, with the headers every request needs.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    private const string KeyScheme = "key";

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "PolyCloud", Version = "1", Description = "One worker: what it does, holds and risks, and what a person may ask of it. Dollars, shares and prices are exact decimals; moments are UTC." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = KeyGate.Header },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            var role = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredRole>().LastOrDefault();
            operation.Description = role is null ? null : $"Role: {KeyGate.Name(role.Role)}.";
            if (!string.Equals(context.Description.HttpMethod, "GET", StringComparison.Ordinal))
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = ChangeGate.Header, In = ParameterLocation.Header, Required = true, Description = "1 to 128 visible characters, fresh for each change.", Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            return Task.CompletedTask;
        });
    }
}
