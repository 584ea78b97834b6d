<%@ page contentType="text/plain" session="false" %><% Thread.sleep(60000); %>unread
