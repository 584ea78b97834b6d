import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.HandlerList;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Jetty;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An embedded Jetty as an application has it: LabServer tls|cleartext host port dir. */
public final class LabServer {
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("--version")) {
      System.out.println("Jetty " + Jetty.VERSION);
      return;
    }
    Path dir = Path.of(arguments[3]);
    Server server = new Server();
    HttpConfiguration configuration = new HttpConfiguration();
    ServerConnector connector;
    if (arguments[0].equals("tls")) {
      configuration.addCustomizer(new SecureRequestCustomizer());
      SslContextFactory.Server ssl = new SslContextFactory.Server();
      ssl.setKeyStore(keyStore(dir));
      ssl.setKeyStorePassword("");
      ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
      alpn.setDefaultProtocol("http/1.1");
      connector = new ServerConnector(server, new SslConnectionFactory(ssl, "alpn"), alpn,
          new HTTP2ServerConnectionFactory(configuration), new HttpConnectionFactory(configuration));
    } else {
      connector = new ServerConnector(server, new HttpConnectionFactory(configuration),
          new HTTP2CServerConnectionFactory(configuration));
    }
    connector.setHost(arguments[1]);
    connector.setPort(Integer.parseInt(arguments[2]));
    server.addConnector(connector);
    ResourceHandler files = new ResourceHandler();
    files.setRedirectWelcome(false);
    files.setResourceBase(dir.resolve("www").toString());
    // Without a context a directory is answered with a redirect to its welcome file.
    ContextHandler context = new ContextHandler("/");
    context.setHandler(files);
    server.setHandler(new HandlerList(new Uploads(), context));
    server.start();
    server.join();
  }

  private static KeyStore keyStore(Path dir) throws Exception {
    byte[] pem = Files.readAllBytes(dir.resolve("cert.pem"));
    Certificate certificate =
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    String base64 = Files.readString(dir.resolve("key.pem")).replaceAll("-----[^-]+-----|\\s", "");
    PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("lab", KeyFactory.getInstance("EC").generatePrivate(key), new char[0],
        new Certificate[] {certificate});
    return store;
  }

  private static final class Uploads extends AbstractHandler {
    @Override
    public void handle(String path, Request base, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (!path.equals("/upload") && !path.equals("/unread")) return;
      base.setHandled(true);
      String answer = "unread";
      if (path.equals("/upload")) {
        answer = String.valueOf(request.getInputStream().readAllBytes().length);
      } else {
        try {
          Thread.sleep(60_000);
        } catch (InterruptedException stopping) {
          Thread.currentThread().interrupt();
        }
      }
      response.setContentType("text/plain");
      response.getWriter().println(answer);
    }
  }
}
