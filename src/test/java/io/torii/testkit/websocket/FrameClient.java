package io.torii.testkit.websocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketClientCompressionHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client that shows every frame it gets: Netty's, without the handler that would answer
 * pings and put fragments together. It answers a close, unless the case says that the member goes
 * by itself, and ends with the connection.
 */
// What a connection's end does not tell of a write, nothing does.
@SuppressWarnings("FutureReturnValueIgnored")
final class FrameClient {

  private static final int LONGEST = 32 << 20;
  private static final int PATIENCE_SECONDS = 60;

  private final WebSocketClientHandshaker handshaker;
  private final Case wanted;
  private final @Nullable SSLContext tls;
  private final Transcript transcript = new Transcript();
  private final CompletableFuture<Channel> open = new CompletableFuture<>();
  private final CompletableFuture<List<String>> over = new CompletableFuture<>();
  private boolean closing;

  private FrameClient(WebSocketClientHandshaker handshaker, Case wanted, @Nullable SSLContext tls) {
    this.handshaker = handshaker;
    this.wanted = wanted;
    this.tls = tls;
  }

  /** Plays a case, and tells what came back. */
  static List<String> play(Case wanted, URI at, @Nullable SSLContext tls) throws Exception {
    EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      return new FrameClient(wanted.handshaker(at, LONGEST), wanted, tls).play(at, threads);
    } finally {
      threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private List<String> play(URI at, EventLoopGroup threads) throws Exception {
    Channel channel =
        new Bootstrap()
            .group(threads)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel made) {
                    fill(made, at);
                  }
                })
            .connect(InetAddress.getLoopbackAddress(), at.getPort())
            .sync()
            .channel();
    try {
      CompletableFuture.anyOf(open, over).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (open.isDone()) {
        for (Case.Sent message : wanted.sent()) {
          channel.writeAndFlush(message.made()).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
      }
      return over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      channel.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void fill(SocketChannel channel, URI at) {
    if (tls != null) {
      SSLEngine engine = tls.createSSLEngine(at.getHost(), at.getPort());
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      channel.pipeline().addLast(new SslHandler(engine));
    }
    channel
        .pipeline()
        .addLast(new HttpClientCodec())
        .addLast(new HttpObjectAggregator(1 << 16))
        .addLast(new Raw());
    if (wanted.deflate()) {
      channel.pipeline().addLast(new WebSocketClientCompressionHandler(LONGEST));
    }
    channel.pipeline().addLast(new Last());
  }

  /** In front of any extension: frames as they are on the wire. */
  private final class Raw extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof WebSocketFrame frame) {
        transcript.add("", frame);
      }
      context.fireChannelRead(message);
    }
  }

  /** Behind everything else. */
  private final class Last extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) {
      handshaker.handshake(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        if (message instanceof FullHttpResponse response) {
          shakeHands(context, response);
        } else if (message instanceof CloseWebSocketFrame close) {
          answer(context, close);
        } else if (message instanceof WebSocketFrame frame && wanted.deflate()) {
          transcript.add("= ", frame);
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    private void shakeHands(ChannelHandlerContext context, FullHttpResponse response) {
      transcript.add("status " + response.status().code());
      for (String field :
          List.of("Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Sec-WebSocket-Version")) {
        response.headers().getAll(field).forEach(value -> transcript.add(field + ": " + value));
      }
      if (response.status().code() != 101) {
        over.complete(transcript.lines());
        return;
      }
      handshaker.finishHandshake(context.channel(), response);
      open.complete(context.channel());
    }

    private void answer(ChannelHandlerContext context, CloseWebSocketFrame close) {
      if (wanted.answersClose() && !closing) {
        closing = true;
        ByteBuf same = Unpooled.copiedBuffer(close.content());
        context.writeAndFlush(new CloseWebSocketFrame(true, 0, same));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      transcript.add("error " + cause.getClass().getSimpleName());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      transcript.add("end");
      over.complete(transcript.lines());
    }
  }
}
